import { describe, expect, test } from 'vitest'
import { CategoryId, EngagementId, ResponseId } from '#shared/base/ids.ts'
import {
  decideCategoryRemove,
  decideCategoryRename,
  decideResponseCreate,
  decideResponseEdit,
  decideResponseRemove
} from '../../../../src-server/features/canned-response/decide.ts'
import type { StoredCategory, StoredResponse } from '../../../../src-server/features/canned-response/rows.ts'
import { MIA, NOW_MS, TOM } from '../conversation/builders.ts'

const EARLIER_MS = NOW_MS - 5000

const category: StoredCategory = {
  id: CategoryId.parse('greetings'),
  name: 'Greetings',
  position: 1,
  version: 4,
  nameVersion: 4,
  updatedById: TOM,
  updatedAtMs: EARLIER_MS,
  deletedAtMs: null
}

/** Title last changed in version 2, text in version 4. */
const response: StoredResponse = {
  id: ResponseId.parse('hello'),
  categoryId: category.id,
  ownerId: null,
  usage: { inserted: 0, edited: 0, lastUsedAtMs: null },
  title: 'Hello',
  text: 'Hello, how can I help?',
  attachments: [],
  engagementId: null,
  position: 1,
  version: 4,
  titleVersion: 2,
  textVersion: 4,
  titleById: TOM,
  textById: TOM,
  attachmentsVersion: 3,
  attachmentsById: TOM,
  engagementVersion: 4,
  engagementById: TOM,
  updatedById: TOM,
  updatedAtMs: EARLIER_MS,
  deletedAtMs: null
}

const BY_TOM = { by: TOM, byName: 'Tom Becker', atMs: EARLIER_MS }

function author(baseVersion: number) {
  return { actorId: MIA, baseVersion, nowMs: NOW_MS }
}

function known<Row extends { updatedById: string | null }>(row: Row) {
  return { row, updatedByName: row.updatedById === TOM ? 'Tom Becker' : 'Mia Hoffmann' }
}

function rejected(code: string, detail: object = {}) {
  return { kind: 'reject', code, detail }
}

const CARRIES_NOTHING = { attachments: [], engagementId: null }

const STAMP = { updatedById: MIA, updatedAtMs: NOW_MS }

describe('[CR5] editing a response', () => {
  test.each([
    [
      'both fields from the current version',
      { title: 'Hi', text: 'Hi!' },
      4,
      { titleVersion: 5, textVersion: 5 }
    ],
    ['the title, while someone changed the text', { title: 'Hi' }, 2, { titleVersion: 5, textVersion: 4 }],
    ['the text, unchanged since', { text: 'Hi!' }, 4, { titleVersion: 2, textVersion: 5 }],
    [
      'the title, with the same text that someone else wrote',
      { title: 'Hi', text: response.text },
      2,
      { titleVersion: 5, textVersion: 4 }
    ]
  ])('merges %s', (_case, edit, base, versions) => {
    const authors = {
      ...(versions.titleVersion === 5 && { titleById: MIA }),
      ...(versions.textVersion === 5 && { textById: MIA })
    }
    expect(decideResponseEdit(known(response), edit, author(base))).toEqual({
      kind: 'save',
      row: { ...response, ...edit, ...versions, ...authors, version: 5, ...STAMP }
    })
  })

  test.each([
    ['the text', { text: 'Mine' }, 3, { text: response.text }],
    [
      'the text, and takes nothing of the title either',
      { title: 'Mine', text: 'Mine' },
      2,
      { text: response.text }
    ],
    ['both', { title: 'Mine', text: 'Mine' }, 1, { title: response.title, text: response.text }]
  ])('shows the second editor what stands there: %s', (_case, edit, base, current) => {
    expect(decideResponseEdit(known(response), edit, author(base))).toEqual(
      rejected('edit_conflict', { ...BY_TOM, current })
    )
  })

  test('an own change is never in the way', () => {
    const own = { ...response, textById: MIA, updatedById: MIA }
    expect(decideResponseEdit(known(own), { text: 'Again' }, author(1)).kind).toBe('save')
  })

  test('[CF7] an own change of the title does not hide that someone else changed the text', () => {
    const mixed = { ...response, titleById: MIA, updatedById: MIA, titleVersion: 5, version: 5 }
    expect(decideResponseEdit(known(mixed), { text: 'Mine' }, author(3))).toEqual(
      rejected('edit_conflict', { by: TOM, current: { text: response.text } })
    )
  })

  test('changing nothing changes nothing', () => {
    const same = { title: response.title, text: response.text }
    expect(decideResponseEdit(known(response), same, author(0))).toEqual({ kind: 'nothing' })
    expect(decideResponseEdit(known(response), {}, author(4))).toEqual({ kind: 'nothing' })
  })

  test('[CF8] the removal wins over the edit, and says who', () => {
    const gone = { ...response, deletedAtMs: EARLIER_MS }
    const current = { categoryId: gone.categoryId, title: gone.title, text: gone.text }
    expect(decideResponseEdit(known(gone), { text: 'Mine' }, author(4))).toEqual(
      rejected('deleted', { ...BY_TOM, current })
    )
    expect(decideResponseEdit(null, { text: 'Mine' }, author(4))).toEqual(rejected('not_found'))
  })
})

describe('removing', () => {
  test('a response leaves a tombstone, once', () => {
    const removed = { ...response, version: 5, ...STAMP, deletedAtMs: NOW_MS }
    expect(decideResponseRemove(known(response), author(1))).toEqual({ kind: 'save', row: removed })
    expect(decideResponseRemove(known(removed), author(1))).toEqual({ kind: 'nothing' })
    expect(decideResponseRemove(null, author(1))).toEqual(rejected('not_found'))
  })

  test.each([
    ['as many as confirmed', 3, 3],
    ['fewer than confirmed', 2, 3],
    ['none', 0, 0]
  ])('[CR1] a category goes with %s', (_case, responses, confirmed) => {
    expect(decideCategoryRemove(known(category), responses, confirmed, author(4))).toEqual({
      kind: 'save',
      row: { ...category, version: 5, ...STAMP, deletedAtMs: NOW_MS }
    })
  })

  test('[CR1] a category with more responses than the author knew of stays', () => {
    expect(decideCategoryRemove(known(category), 4, 3, author(4))).toEqual(
      rejected('not_empty', { responses: 4 })
    )
  })

  test('what is removed already stays so, whatever was confirmed', () => {
    const gone = { ...category, deletedAtMs: EARLIER_MS }
    expect(decideCategoryRemove(known(gone), 1, 0, author(4))).toEqual({ kind: 'nothing' })
  })
})

describe('renaming a category', () => {
  test('from what is there', () => {
    expect(decideCategoryRename(known(category), 'Openings', author(4))).toEqual({
      kind: 'save',
      row: { ...category, name: 'Openings', version: 5, nameVersion: 5, ...STAMP }
    })
  })

  test.each([
    [
      'someone renamed it since',
      category,
      3,
      rejected('edit_conflict', { ...BY_TOM, current: { name: 'Greetings' } })
    ],
    ['it was removed', { ...category, deletedAtMs: EARLIER_MS }, 4, rejected('deleted', BY_TOM)]
  ])('is refused when %s', (_case, row, base, expected) => {
    expect(decideCategoryRename(known(row), 'Openings', author(base))).toEqual(expected)
  })

  test('[CR4] that someone else has moved meanwhile is no conflict', () => {
    const moved = { ...category, position: 7, version: 9 }
    expect(decideCategoryRename(known(moved), 'Openings', author(4))).toMatchObject({
      kind: 'save',
      row: { name: 'Openings', position: 7, version: 10 }
    })
  })

  test('to the name that someone else chose too is no conflict', () => {
    expect(decideCategoryRename(known(category), 'Greetings', author(1))).toEqual({ kind: 'nothing' })
  })
})

describe('[CR4] [CR5] what a response carries', () => {
  const file = { sha256: 'a'.repeat(64), name: 'offer.png', sizeBytes: 9, mediaType: 'image/png' }
  const other = { ...file, sha256: 'b'.repeat(64), name: 'terms.pdf' }
  const coupon = EngagementId.parse('coupon')

  test('merges with edits of its words', () => {
    const edited = decideResponseEdit(known(response), { attachments: [file], title: 'Hello!' }, author(3))
    expect(edited).toMatchObject({
      kind: 'save',
      row: {
        attachments: [file],
        attachmentsVersion: 5,
        attachmentsById: MIA,
        textVersion: 4,
        title: 'Hello!'
      }
    })
  })

  test.each([
    ['files', { attachments: [file] }, { attachments: [other] }, { attachments: JSON.stringify([other]) }],
    ['no files any more', { attachments: [file] }, { attachments: [] }, { attachments: '' }],
    ['an engagement', { engagementId: null }, { engagementId: coupon }, { engagementId: 'coupon' }]
  ])('two who change %s: the second sees what is there now', (_what, wanted, there, current) => {
    const now = { ...response, ...there, attachmentsVersion: 4 }
    expect(decideResponseEdit(known(now), wanted, author(3))).toMatchObject({
      kind: 'reject',
      code: 'edit_conflict',
      detail: { ...BY_TOM, current }
    })
    expect(decideResponseEdit(known(now), wanted, author(4))).toMatchObject({ kind: 'save' })
    expect(decideResponseEdit(known(now), there, author(3))).toEqual({ kind: 'nothing' })
  })

  test('is told of a removed response, so that it can be made anew', () => {
    const gone = { ...response, attachments: [file], engagementId: coupon, deletedAtMs: NOW_MS }
    expect(decideResponseEdit(known(gone), { text: 'Late' }, author(4))).toMatchObject({
      code: 'deleted',
      detail: { current: { attachments: JSON.stringify([file]), engagementId: 'coupon' } }
    })
  })
})

describe('creating a response', () => {
  const created = {
    id: response.id,
    ownerId: null,
    title: 'Hi',
    text: 'Hi!',
    ...CARRIES_NOTHING,
    position: 9
  }
  test.each([
    ['its id is taken', true, known(category), rejected('already_exists')],
    ['its category never was', false, null, rejected('not_found')],
    [
      'its category was removed',
      false,
      known({ ...category, deletedAtMs: EARLIER_MS }),
      rejected('deleted', BY_TOM)
    ]
  ])('is refused when %s', (_case, taken, inCategory, expected) => {
    expect(decideResponseCreate(taken, inCategory, created, author(0))).toEqual(expected)
  })

  test('starts every field at its first version', () => {
    expect(decideResponseCreate(false, known(category), created, author(0))).toEqual({
      kind: 'save',
      row: {
        ...created,
        categoryId: category.id,
        usage: { inserted: 0, edited: 0, lastUsedAtMs: null },
        version: 1,
        titleVersion: 1,
        textVersion: 1,
        titleById: MIA,
        textById: MIA,
        attachmentsVersion: 1,
        attachmentsById: MIA,
        engagementVersion: 1,
        engagementById: MIA,
        ...STAMP,
        deletedAtMs: null
      }
    })
  })
})
