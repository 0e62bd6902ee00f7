import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CategoryId, EngagementId, OpId, ResponseId } from '#shared/base/ids.ts'
import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import { CannedCategory, CannedResponse } from '#shared/features/canned-response/entities.ts'
import {
  categoryCreate,
  categoryMove,
  categoryRemove,
  categoryRename,
  responseCreate,
  responseEdit,
  responseMove,
  responseRemove,
  responseUse
} from '#shared/features/canned-response/operations.ts'
import { createAttachToResponse } from '../../../../src-server/features/attachment/attach-to-response.ts'
import { cannedResponseHandlers } from '../../../../src-server/features/canned-response/handlers.ts'
import {
  categorySnapshot,
  responseSnapshot
} from '../../../../src-server/features/canned-response/snapshot.ts'
import { openFolderStore } from '../../../../src-server/files/folder-store.ts'
import { anOperation } from '../conversation/builders.ts'
import { anActor, openRig, type Rig } from '../conversation/rig.ts'

const mia = anActor('mia', 'Mia Hoffmann')
const tom = anActor('tom', 'Tom Becker')
const categoryId = CategoryId.parse('greetings')
const responseId = ResponseId.parse('hello')

const attachToResponse = createAttachToResponse(
  openFolderStore(path.join(tmpdir(), 'no-files')),
  USUAL_FILE_LIMITS
)

let rig: Rig
beforeEach(async () => {
  rig = await openRig(cannedResponseHandlers(attachToResponse))
  await rig.run(mia, anOperation(categoryCreate, { categoryId, name: ' Greetings ' }))
})
afterEach(() => rig.close())

function create(id = responseId) {
  return anOperation(responseCreate, { responseId: id, categoryId, title: 'Hello', text: 'Hello, {{x}}' })
}

function edit(changes: { title?: string; text?: string }, version: number) {
  return anOperation(responseEdit, { responseId, ...changes }, { base: { version } })
}

async function library(who = mia) {
  const caller = { ...who, sessionId: 's' }
  return rig.storage.read(async (db) => ({
    categories: (await categorySnapshot.page(db, caller, undefined, 100))?.rows.map((row) =>
      CannedCategory.parse(row)
    ),
    responses: (await responseSnapshot.page(db, caller, undefined, 100))?.rows.map((row) =>
      CannedResponse.parse(row)
    )
  }))
}

test('[CR1] the feed and a Snapshot tell the same rows', async () => {
  await rig.run(mia, create())
  const feed = await rig.feed()
  const { categories, responses } = await library()
  expect(feed.map((change) => change.row)).toEqual([...(categories ?? []), ...(responses ?? [])])
  expect(categories).toMatchObject([{ name: 'Greetings', version: 1, updatedById: 'mia' }])
})

test('[CF7] [CR5] edits of two people on different fields are both there', async () => {
  await rig.run(mia, create())
  await rig.run(mia, edit({ title: 'Welcome' }, 1))
  await rig.run(tom, edit({ text: 'Good morning' }, 1))
  expect((await library()).responses).toMatchObject([{ title: 'Welcome', text: 'Good morning', version: 3 }])
})

test.each([
  ['mia first', mia, tom, 'Mia Hoffmann'],
  ['tom first', tom, mia, 'Tom Becker']
])('[CR5] the second editor of the same field sees the first one: %s', async (_case, first, second, name) => {
  await rig.run(first, create())
  await rig.run(first, edit({ text: 'One' }, 1))
  expect(await rig.run(second, edit({ text: 'Two' }, 1))).toMatchObject({
    code: 'edit_conflict',
    detail: { by: first.userId, byName: name, current: { text: 'One' } }
  })
  expect((await library()).responses).toMatchObject([{ text: 'One' }])
})

test('[CR5] edits queued offline after the creation all pass', async () => {
  await rig.run(mia, create())
  for (const text of ['One', 'Two']) {
    expect((await rig.run(mia, edit({ text }, 0))).status).toBe('accepted')
  }
})

test('[CR1] a removed category takes its responses along in one seq', async () => {
  const ids = ['a', 'b', 'c'].map((id) => ResponseId.parse(id))
  for (const id of ids) await rig.run(mia, create(id))
  await rig.run(tom, anOperation(responseRemove, { responseId: ids[0] as ResponseId }))

  const tooFew = anOperation(categoryRemove, { categoryId, confirmedResponses: 1 })
  expect(await rig.run(mia, tooFew)).toMatchObject({ code: 'not_empty', detail: { responses: 2 } })
  const remove = anOperation(categoryRemove, { categoryId, confirmedResponses: 2 })
  expect((await rig.run(mia, remove)).status).toBe('accepted')

  const last = (await rig.feed()).filter((change, _i, all) => change.seq === all.at(-1)?.seq)
  expect(last.map(({ id, kind }) => [id, kind])).toEqual([
    ['b', 'tombstone'],
    ['c', 'tombstone'],
    [categoryId, 'tombstone']
  ])
  expect(await library()).toEqual({ categories: [], responses: [] })
})

test('[CF8] what was removed stays removed, and its id is never used again', async () => {
  await rig.run(mia, create())
  await rig.run(mia, anOperation(categoryRemove, { categoryId, confirmedResponses: 1 }))
  expect(await rig.run(tom, edit({ text: 'Late' }, 1))).toMatchObject({
    code: 'deleted',
    detail: { by: 'mia' }
  })
  expect(await rig.run(tom, create(ResponseId.parse('late')))).toMatchObject({ code: 'deleted' })
  expect(await rig.run(tom, create())).toMatchObject({ code: 'already_exists' })
  expect(await rig.run(tom, anOperation(responseRemove, { responseId }))).toEqual({
    status: 'accepted',
    changes: []
  })
  expect(await rig.run(tom, anOperation(categoryCreate, { categoryId, name: 'Again' }))).toMatchObject({
    code: 'already_exists'
  })
})

const createMine = () =>
  anOperation(responseCreate, { responseId, categoryId, title: 'Mine', text: 'Mine', scope: 'personal' })
const audiences = async () =>
  rig.storage.read((db) =>
    db.selectFrom('changes').select(['audience', 'kind']).where('entity', '=', 'canned-response').execute()
  )

test('[CR4] [security 19] a personal response is told, handed out and open to its owner alone', async () => {
  await rig.run(mia, createMine())
  await rig.run(mia, edit({ text: 'Still mine' }, 1))
  expect(await audiences()).toEqual([
    { audience: 'user:mia', kind: 'row' },
    { audience: 'user:mia', kind: 'row' }
  ])
  expect((await library(tom)).responses).toEqual([])
  expect((await library()).responses).toMatchObject([{ ownerId: 'mia', text: 'Still mine' }])
  const acts = [
    edit({ text: 'Taken' }, 9),
    anOperation(responseEdit, { responseId, scope: 'shared' as const }),
    anOperation(responseRemove, { responseId }),
    anOperation(responseMove, { responseId, categoryId, afterId: null })
  ]
  for (const act of acts) {
    expect(await rig.run(tom, act)).toEqual({ status: 'rejected', code: 'not_found', detail: {} })
  }
  await rig.run(mia, anOperation(responseRemove, { responseId }))
  expect((await audiences()).at(-1)).toEqual({ audience: 'user:mia', kind: 'tombstone' })
})

test('[CR4] what becomes personal leaves the desks of all others, and comes back when it is shared', async () => {
  await rig.run(mia, create())
  await rig.run(
    tom,
    anOperation(responseEdit, { responseId, scope: 'personal' as const }, { base: { version: 1 } })
  )
  expect((await audiences()).slice(1)).toEqual([
    { audience: 'everyone', kind: 'evict' },
    { audience: 'user:tom', kind: 'row' }
  ])
  expect((await library()).responses).toEqual([])
  expect((await library(tom)).responses).toMatchObject([{ ownerId: 'tom' }])
  await rig.run(tom, anOperation(responseEdit, { responseId, scope: 'shared' as const }))
  expect((await library()).responses).toMatchObject([{ ownerId: null, version: 3 }])
})

test('[CR4] a category is removed over what a colleague keeps alone there, which stays that colleague’s', async () => {
  await rig.run(mia, createMine())
  await rig.run(mia, create(ResponseId.parse('shared')))
  const remove = anOperation(categoryRemove, { categoryId, confirmedResponses: 1 })
  expect((await rig.run(tom, remove)).status).toBe('accepted')
  expect((await library()).responses).toMatchObject([{ title: 'Mine' }])
  const other = CategoryId.parse('other')
  await rig.run(mia, anOperation(categoryCreate, { categoryId: other, name: 'Other' }))
  await rig.run(mia, anOperation(responseMove, { responseId, categoryId: other, afterId: null }))
  expect((await library()).responses).toMatchObject([{ title: 'Mine', categoryId: 'other' }])
})

test('[CR4] a move changes the place alone: a colleague’s edit of the text is not in its way', async () => {
  const second = ResponseId.parse('second')
  await rig.run(mia, create())
  await rig.run(mia, create(second))
  await rig.run(mia, anOperation(responseMove, { responseId: second, categoryId, afterId: null }))
  expect(await rig.run(tom, edit({ text: 'Fine' }, 1))).toMatchObject({ status: 'accepted' })
  const { responses = [] } = await library()
  expect(responses.toSorted((a, b) => a.position - b.position).map(({ id }) => id)).toEqual([
    second,
    responseId
  ])

  const nowhere = CategoryId.parse('nowhere')
  const away = anOperation(responseMove, { responseId, categoryId: nowhere, afterId: null })
  expect(await rig.run(mia, away)).toMatchObject({ code: 'not_found' })
  await rig.run(mia, anOperation(categoryCreate, { categoryId: nowhere, name: 'Somewhere' }))
  await rig.run(mia, anOperation(categoryMove, { categoryId: nowhere, afterId: null }))
  expect((await library()).categories?.toSorted((a, b) => a.position - b.position)[0]?.id).toBe(nowhere)
})

test('[CR4] uses are counted, are nobody’s edit, and count nothing of what is gone or somebody else’s', async () => {
  const use = (wasEdited: boolean) =>
    anOperation(responseUse, { useId: OpId.parse('use'), responseId, wasEdited })
  await rig.run(mia, create())
  await rig.run(tom, use(false))
  await rig.run(mia, use(true))
  expect((await library()).responses).toMatchObject([
    { usage: { inserted: 2, edited: 1, lastUsedAtMs: expect.any(Number) }, updatedById: 'mia', version: 3 }
  ])
  expect(await rig.run(tom, edit({ text: 'Fine' }, 1))).toMatchObject({ status: 'accepted' })
  await rig.run(mia, anOperation(responseEdit, { responseId, scope: 'personal' as const }))
  expect(await rig.run(tom, use(false))).toMatchObject({ code: 'not_found' })
  await rig.run(mia, anOperation(responseRemove, { responseId }))
  expect(await rig.run(mia, use(false))).toMatchObject({ code: 'deleted' })
})

test('new ones stand last', async () => {
  const second = CategoryId.parse('farewells')
  await rig.run(mia, anOperation(categoryCreate, { categoryId: second, name: 'Farewells' }))
  await rig.run(mia, create(ResponseId.parse('z')))
  await rig.run(mia, create(ResponseId.parse('a')))
  const { categories, responses } = await library()
  const order = (rows: { id: string; position: number }[] | undefined) =>
    rows?.toSorted((a, b) => a.position - b.position).map((row) => row.id)
  expect(order(categories)).toEqual([categoryId, second])
  expect(order(responses)).toEqual(['z', 'a'])
})

test('[SV5] what belongs to another tenant does not exist', async () => {
  await rig.run(mia, create())
  const stranger = anActor('mia', 'Mia Hoffmann', 'admin', 'other' as never)
  const acts = [
    anOperation(categoryRename, { categoryId, name: 'Mine' }),
    anOperation(categoryRemove, { categoryId, confirmedResponses: 9 }),
    create(ResponseId.parse('new')),
    edit({ text: 'Mine' }, 1),
    anOperation(responseRemove, { responseId }),
    anOperation(responseMove, { responseId, categoryId, afterId: null }),
    anOperation(categoryMove, { categoryId, afterId: null })
  ]
  for (const act of acts) {
    expect(await rig.run(stranger, act)).toEqual({ status: 'rejected', code: 'not_found', detail: {} })
  }
})

test('[CR4] [SN1] a Snapshot counts what it hands out: what a colleague keeps alone is neither', async () => {
  await rig.run(mia, createMine())
  await rig.run(tom, create(ResponseId.parse('shared')))
  for (const [who, ids] of [
    [mia, [responseId, 'shared']],
    [tom, ['shared']]
  ] as const) {
    const rows = (await library(who)).responses ?? []
    expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort())
    const count = await rig.storage.read((db) => responseSnapshot.count(db, { ...who, sessionId: 's' }))
    expect(count).toBe(rows.length)
  }
})

test('[CR4] a response carries an engagement that agents know, and no other', async () => {
  const engagementId = EngagementId.parse('coupon')
  const withOne = (id: EngagementId | null) =>
    anOperation(responseEdit, { responseId, engagementId: id }, { base: { version: 1 } })
  await rig.run(mia, create())
  expect(await rig.run(mia, withOne(engagementId))).toMatchObject({ code: 'engagement_unavailable' })
  const body = {
    id: engagementId,
    channelId: 'shop',
    state: 'draft',
    content: {
      type: 'message',
      title: 'News',
      text: 'News',
      media: null,
      startsAtMs: null,
      endsAtMs: null
    },
    createdAtMs: 0,
    activatedAtMs: null as number | null,
    updatedAtMs: 0,
    version: 1
  }
  const put = () =>
    rig.write((tx) =>
      tx
        .insertInto('engagements')
        .values({
          tenant_id: mia.tenantId,
          id: engagementId,
          type: 'message',
          status: 'active',
          body: JSON.stringify(body),
          known: body.activatedAtMs === null ? 0 : 1
        })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'id']).doUpdateSet({ body: JSON.stringify(body) })
        )
        .execute()
    )
  await put()
  expect(await rig.run(mia, withOne(engagementId)), 'a draft').toMatchObject({
    code: 'engagement_unavailable'
  })
  Object.assign(body, { state: 'active', activatedAtMs: 1 })
  await put()
  expect(await rig.run(mia, withOne(engagementId))).toMatchObject({ status: 'accepted' })
  expect((await library()).responses).toMatchObject([{ engagementId, version: 2 }])
  expect(await rig.run(mia, withOne(null))).toMatchObject({ status: 'accepted' })
  expect((await library()).responses).toMatchObject([{ engagementId: null }])
})
