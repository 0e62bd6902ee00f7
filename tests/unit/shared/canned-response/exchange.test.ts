import { describe, expect, test } from 'vitest'
import { CategoryId, EngagementId, ResponseId } from '#shared/base/ids.ts'
import { readCsv, writeCsv } from '#shared/features/canned-response/exchange/csv.ts'
import { IMPORT_MAX_ROWS, readLibrary, writeLibrary } from '#shared/features/canned-response/exchange/file.ts'
import { planImport } from '#shared/features/canned-response/exchange/plan.ts'
import type { CannedLibrary, ResponseView } from '#shared/features/canned-response/views.ts'

const response = (id: string, title: string, text: string, isPersonal = false): ResponseView => ({
  responseId: ResponseId.parse(id),
  categoryId: CategoryId.parse('greetings'),
  title,
  text,
  attachments: [],
  engagementId: null,
  isPersonal,
  usage: { inserted: 0, edited: 0, lastUsedAtMs: null },
  updatedAtMs: 0,
  digit: null,
  version: 3,
  pending: null,
  refusal: null
})

const NO_TITLES = new Map<string, string>()

const libraryOf = (...responses: ResponseView[]): CannedLibrary => ({
  categories: [
    {
      categoryId: CategoryId.parse('greetings'),
      name: 'Greetings',
      version: 1,
      pending: null,
      refusal: null,
      isLoose: false,
      responses
    }
  ]
})

const HOSTILE = [
  '=1+1',
  '+49 30 1234',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '  =1',
  '\u00a0@x',
  '＝1',
  "'=1",
  "''quoted''",
  'He said "no", then left; twice',
  'two\nlines\r\nand three',
  ' spaces ',
  'Grüße 🐙 مرحبا',
  "'"
]

describe('[CR6] [security 23] CSV', () => {
  test('gives back every text as it was', () => {
    expect(readCsv(writeCsv([HOSTILE])).rows).toEqual([{ line: 1, cells: HOSTILE }])
  })

  test('begins no cell with what a spreadsheet would run', () => {
    for (const text of HOSTILE) {
      const cell = writeCsv([[text]]).replace(/^"/, '')
      expect(cell).not.toMatch(/^(\s*[=+\-@＝]|[\t\r\n])/)
    }
  })

  test.each([
    ['commas', 'a,b\n1,2'],
    ['semicolons', 'a;b\r\n1;2\r\n'],
    ['tabs', 'a\tb\r1\t2\r'],
    ['empty lines between', 'a,b\n\n,\n1,2\n\n']
  ])('is read with %s', (_case, text) => {
    expect(readCsv(text).rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', '2']
    ])
  })

  test('knows the line on which a row begins, and where a quote never ends', () => {
    expect(readCsv('a\n"1\n2"\n3').rows.map(({ line }) => line)).toEqual([1, 2, 4])
    expect(readCsv('a\nb\n"c\nd').unclosed).toBe(3)
  })
})

describe('[CR6] a file', () => {
  const library = libraryOf(
    response('welcome', 'Welcome', 'Hello,\n{{follower.firstName}}'),
    response('mine', '=Mine', '@me', true)
  )

  test.each(['csv', 'json'] as const)(
    'that was exported as %s changes nothing when it is imported',
    (format) => {
      const read = readLibrary(format, writeLibrary(format, library, NO_TITLES))
      if (!read.ok) throw new Error(read.message)
      expect(read.bad).toEqual([])
      expect(planImport(read.rows, read.bad, library, NO_TITLES).map(({ kind }) => kind)).toEqual([
        'same',
        'same'
      ])
    }
  )

  test('says what would be new, changed, the same and bad, with the line and the reason', () => {
    const read = readLibrary(
      'csv',
      [
        'id,category,title,text,scope',
        'welcome,Greetings,Welcome,Good morning,',
        ',greetings,=mine,@me,',
        ',Refunds,How long,Five days,personal',
        ',Refunds,,No title,',
        `,Refunds,Long,${'x'.repeat(4001)},`,
        ',Refunds,Scope,Text,team',
        ',Refunds,how long,Six days,',
        '"never closed'
      ].join('\n')
    )
    if (!read.ok) throw new Error(read.message)
    const items = planImport(read.rows, read.bad, library, NO_TITLES)
    const isPersonal = false
    expect(items).toMatchObject([
      {
        kind: 'changed',
        at: 2,
        responseId: 'welcome',
        version: 3,
        words: { text: 'Good morning', category: 'Greetings', isPersonal }
      },
      { kind: 'changed', at: 3, responseId: 'mine', words: { title: '=mine', isPersonal: true } },
      { kind: 'new', at: 4, words: { category: 'Refunds', isPersonal: true } },
      { kind: 'bad', at: 5, reason: 'It has no title' },
      { kind: 'bad', at: 6, reason: 'Its text is longer than 4,000 characters' },
      { kind: 'bad', at: 7, reason: 'Its scope is neither “shared” nor “personal”' },
      { kind: 'bad', at: 8, reason: 'It is there twice, first at 4' },
      { kind: 'bad', at: 9, reason: 'A quote begins here and never ends' }
    ])
  })

  test.each([
    ['csv', 'title,text\nA,B', 'The first line must name the columns'],
    ['csv', '', 'The first line must name the columns'],
    ['json', '{', 'The file is not JSON'],
    ['json', '{"responses":[]}', 'The file has no list “cannedResponses”.'],
    [
      'json',
      JSON.stringify(Array.from({ length: IMPORT_MAX_ROWS + 1 }, () => 1)),
      'more than 10,000 responses'
    ]
  ] as const)('of %s that is none of ours is refused in a sentence', (format, text, message) => {
    expect(readLibrary(format, text)).toMatchObject({ ok: false, message: expect.stringContaining(message) })
  })

  test('of JSON may be a bare list; what is no response is told by its number', () => {
    const read = readLibrary('json', '[{"category":"C","title":"T","text":"X"}, 7]')
    expect(read).toMatchObject({
      rows: [{ at: 1, scope: null, id: '' }],
      bad: [{ at: 2, reason: 'It is not a response' }]
    })
  })
})

describe('[CR6] what a response carries', () => {
  const file = { sha256: 'a'.repeat(64), name: 'offer, spring.png', sizeBytes: 9, mediaType: 'image/png' }
  const titles = new Map([['coupon', 'Free coffee']])
  const offer: ResponseView = {
    ...response('offer', 'Offer', 'See here'),
    attachments: [file, { ...file, sha256: 'b'.repeat(64), name: 'terms.pdf' }],
    engagementId: EngagementId.parse('coupon')
  }

  test.each(['csv', 'json'] as const)(
    'is named in %s, stays where it is, and is told where it gets lost',
    (format) => {
      const read = readLibrary(format, writeLibrary(format, libraryOf(offer), titles))
      if (!read.ok) throw new Error(read.message)
      const names = ['offer, spring.png', 'terms.pdf', 'Free coffee']
      expect(read.rows).toMatchObject([{ carried: names }])
      expect(planImport(read.rows, [], libraryOf(offer), titles)).toMatchObject([
        { kind: 'same', leftOut: [] }
      ])
      expect(planImport(read.rows, [], libraryOf(), titles)).toMatchObject([{ kind: 'new', leftOut: names }])
      const plain = { ...offer, attachments: [], engagementId: null }
      expect(planImport(read.rows, [], libraryOf(plain), titles)).toMatchObject([
        { kind: 'same', leftOut: names }
      ])
    }
  )
})
