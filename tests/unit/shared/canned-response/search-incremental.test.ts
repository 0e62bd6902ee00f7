import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCannedIndex } from '#shared/features/canned-response/search/canned-index.ts'
import { fillIndex } from '#shared/features/canned-response/search/fill-index.ts'
import type { CannedDocument } from '#shared/features/canned-response/search/library.ts'
import { anIndexOf, aResponse, idsFound } from './canned-documents.ts'

const words = [
  'refund',
  'refunds',
  'from',
  'form',
  'voicemail',
  'mail',
  'brûlée',
  '退款状态',
  '退款',
  'a',
  'the'
]
const phrase = fc.array(fc.constantFrom(...words), { maxLength: 5 }).map((chosen) => chosen.join(' '))
const document: fc.Arbitrary<CannedDocument> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  categoryId: fc.constant('category-1'),
  category: phrase,
  title: phrase,
  text: phrase,
  position: fc.nat(3)
})
const change = fc.oneof(
  { weight: 3, arbitrary: document },
  document.map((removed) => removed.id)
)

describe('an index that changes', () => {
  test('answers like one made anew from what is left', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(change, fc.boolean()), { maxLength: 30 }), phrase, (changes, query) => {
        const index = createCannedIndex()
        const left = new Map<string, CannedDocument>()
        for (const [step, isSearched] of changes) {
          if (typeof step === 'string') {
            expect(index.remove(step)).toBe(left.delete(step))
          } else {
            index.upsert(step)
            left.set(step.id, step)
          }
          if (isSearched) index.search(query)
        }
        const anew = createCannedIndex()
        for (const remaining of left.values()) anew.upsert(remaining)
        expect(index.size).toBe(left.size)
        for (const typed of [query, query.slice(0, 3), 'refnud', 'ail', '退款', '']) {
          expect(index.search(typed)).toEqual(anew.search(typed))
        }
      }),
      { numRuns: 300 }
    )
  })

  test('finds a response by its new words only', () => {
    const index = anIndexOf({ title: 'Refund' })
    index.upsert(aResponse({ id: '1', title: 'Delivery', category: 'Shipping' }))
    expect(idsFound(index, 'refund')).toBe('')
    expect(idsFound(index, 'delivery shipping')).toBe('1')
    expect(index.size).toBe(1)
  })

  test('keeps the place of a response that is replaced without a position', () => {
    const index = anIndexOf({ title: 'Hello' }, { title: 'Hello' })
    index.upsert(aResponse({ id: '1', title: 'Hello' }))
    expect(idsFound(index, 'hello')).toBe('1 2')
  })

  test('puts a new response behind the others, also into the room of a removed one', () => {
    const index = anIndexOf({ title: 'Hello' }, { title: 'Hello' })
    expect(index.remove('1')).toBe(true)
    expect(index.remove('1')).toBe(false)
    index.upsert(aResponse({ id: '3', title: 'Hello' }))
    expect(idsFound(index, 'hello')).toBe('2 3')
    expect(idsFound(index, '')).toBe('2 3')
  })

  test('is empty at first, and again when all is removed', () => {
    const index = anIndexOf({ title: 'Hello' })
    index.remove('1')
    expect(index.search('hello')).toEqual([])
    expect(index.search('')).toEqual([])
    expect(createCannedIndex().search('hello')).toEqual([])
  })
})

describe('filling an index', () => {
  test('takes a breath whenever a slice of time is over', async () => {
    let nowMs = 0
    let breaths = 0
    const index = createCannedIndex()
    const documents = Array.from({ length: 10 }, (_, at) => aResponse({ id: String(at), title: 'Hello' }))
    await fillIndex(index, documents, {
      nowMs: () => nowMs++,
      breathe: async () => {
        breaths += 1
      },
      sliceMs: 3
    })
    expect(breaths).toBe(3)
    expect(idsFound(index, 'hello')).toBe('0 1 2 3 4 5 6 7 8 9')
  })
})
