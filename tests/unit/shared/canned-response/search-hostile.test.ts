import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oneEditLength } from '#shared/features/canned-response/search/edit-distance.ts'
import { fold, sourceLength } from '#shared/features/canned-response/search/fold.ts'
import { anIndexOf, idsFound } from './canned-documents.ts'

describe('input that nobody means', () => {
  const index = anIndexOf({ title: 'Refund policy' }, { title: 'a\nb\u0000c' })

  test.each([
    ['ten thousand letters', 'r'.repeat(10_000)],
    ['ten thousand words', 'refund policy '.repeat(5_000)],
    ['ten thousand ideographs', '退'.repeat(10_000)],
    ['lone surrogates', '\ud800 \udc00'],
    ['a thousand accents', `e${'\u0301'.repeat(1_000)}`]
  ])('%s are answered at once', (_, query) => {
    const startMs = performance.now()
    expect(index.search(query).length).toBeLessThanOrEqual(2)
    expect(performance.now() - startMs).toBeLessThan(250)
  })

  test('what is too long to be typed is searched by its beginning', () => {
    expect(idsFound(index, `refund${' '.repeat(300)}nothing`)).toBe('1')
    expect(idsFound(index, `${'refund policy '.repeat(16)}nothing`)).toBe('')
  })

  test('control characters separate words, and never match the inside of the index', () => {
    expect(idsFound(index, 'refund\u0000policy\n')).toBe('1')
    expect(idsFound(index, '\n')).toBe('1 2')
    expect(idsFound(index, 'b')).toBe('2')
  })

  test('punctuation alone is no query', () => {
    expect(idsFound(index, '/ ?! "*"')).toBe('1 2')
  })

  test('names of object properties are words like any other', () => {
    expect(idsFound(anIndexOf({ title: 'constructor' }), 'constructor')).toBe('1')
    expect(idsFound(index, '__proto__')).toBe('')
  })

  test('any text can be indexed, and is found by its own first word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (title) => {
        expect(idsFound(anIndexOf({ title }), title)).toBe('1')
      }),
      { numRuns: 500 }
    )
  })

  test('a long text of one word does not hold up the index', () => {
    const startMs = performance.now()
    const long = anIndexOf(
      { text: 'x'.repeat(100_000) },
      { text: '退'.repeat(100_000) },
      { text: 'a '.repeat(50_000) }
    )
    expect(idsFound(long, 'xxx')).toBe('1')
    expect(idsFound(long, '退退')).toBe('2')
    expect(performance.now() - startMs).toBeLessThan(1_000)
  })
})

/** Optimal string alignment distance, by the book. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0))
  )
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : replaced
      const row = rows[i] as number[]
      row[j] = Math.min(replaced, swapped, at(i - 1, j) + 1, at(i, j - 1) + 1)
    }
  }
  return at(a.length, b.length)
}

const fewLetters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 })

test('one edit is found exactly when the distance of a beginning is one', () => {
  fc.assert(
    fc.property(fewLetters, fewLetters, (word, term) => {
      const beginnings = Array.from({ length: term.length + 1 }, (_, length) => term.slice(0, length))
      const isNear = beginnings.some((beginning) => distance(word, beginning) === 1)
      const found = oneEditLength(word, term)
      if (term.startsWith(word)) expect(found).toBe(0)
      else expect(found > 0).toBe(isNear)
      if (found > 0) expect(distance(word, term.slice(0, found))).toBe(1)
      if (!term.startsWith(word) && distance(word, term) === 1) expect(found).toBe(term.length)
    }),
    { numRuns: 2_000 }
  )
})

test('folding is settled after once, and keeps count of its source', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (word) => {
      const folded = fold(word)
      expect(fold(folded)).toBe(folded)
      expect(sourceLength(word, 0)).toBeLessThanOrEqual(word.length)
      expect(sourceLength(word, folded.length)).toBe(word.length)
    }),
    { numRuns: 1_000 }
  )
})
