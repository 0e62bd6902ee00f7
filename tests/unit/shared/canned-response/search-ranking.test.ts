import { describe, expect, test } from 'vitest'
import { anIndexOf, idsFound } from './canned-documents.ts'

describe('[CR2] what is shown first', () => {
  test('a word in the title, then in the category, then in the text', () => {
    const index = anIndexOf(
      { text: 'Your refund is on its way' },
      { category: 'Refund' },
      { title: 'A refund' }
    )
    expect(idsFound(index, 'refund')).toBe('3 2 1')
  })

  test('the whole word, then the beginning of a word, then the inside, then a mistyped word', () => {
    const index = anIndexOf(
      { title: 'Prefund' },
      { title: 'Refundable' },
      { title: 'Refnud' },
      { title: 'Refund' }
    )
    expect(idsFound(index, 'refund')).toBe('4 2 1 3')
  })

  test('a short title, and one that begins with the word', () => {
    const index = anIndexOf(
      { title: 'How to ask for a refund of an order' },
      { title: 'Ask for refund' },
      { title: 'Refund for order' }
    )
    expect(idsFound(index, 'refund')).toBe('3 2 1')
  })

  test('the rare word of a query counts more than the common one', () => {
    const common = Array.from({ length: 30 }, () => ({ title: 'Order' }))
    const [titled, rarelyTitled] = [
      { title: 'Order', text: 'about shipping' },
      { title: 'Your shipping', text: 'of the order' }
    ]
    expect(idsFound(anIndexOf(titled, rarelyTitled, ...common), 'order shipping')).toBe('2 1')
  })

  test('equal matches by position, whatever the order they came in', () => {
    const index = anIndexOf(
      { title: 'Thanks', position: 3 },
      { title: 'Thanks', position: 1 },
      { title: 'Thanks', position: 2 }
    )
    expect(idsFound(index, 'thanks')).toBe('2 3 1')
  })

  test('own recent use decides among similar matches', () => {
    const index = anIndexOf({ title: 'Refund policy' }, { title: 'Refund status' }, { text: 'refund' })
    expect(idsFound(index, 'refund')).toBe('1 2 3')
    expect(idsFound(index, 'refund', new Map([['2', 1]]))).toBe('2 1 3')
  })

  test('own recent use never lifts a poor match over a good one', () => {
    const index = anIndexOf({ title: 'Refund policy' }, { text: 'refund' })
    expect(idsFound(index, 'refund', new Map([['2', 1e9]]))).toBe('1 2')
  })

  test('use of a response that is gone or does not match changes nothing', () => {
    const index = anIndexOf({ title: 'Refund' }, { title: 'Delivery' })
    const usage = new Map([
      ['2', 5],
      ['gone', 5]
    ])
    expect(idsFound(index, 'refund', usage)).toBe('1')
  })

  test('without a query: by recent use, then by position', () => {
    const index = anIndexOf({ title: 'A' }, { title: 'B' }, { title: 'C' }, { title: 'D' })
    const usage = new Map([
      ['3', 0.5],
      ['4', 2]
    ])
    expect(idsFound(index, '', usage)).toBe('4 3 1 2')
    expect(idsFound(index, '  \t ', usage)).toBe('4 3 1 2')
  })

  test('twenty hits at most, or as many as asked for', () => {
    const index = anIndexOf(...Array.from({ length: 30 }, () => ({ title: 'Hello' })))
    expect(index.search('hello')).toHaveLength(20)
    expect(index.search('')).toHaveLength(20)
    expect(index.search('hello', { limit: 3 }).map((hit) => hit.id)).toEqual(['1', '2', '3'])
    expect(index.search('hello', { limit: 100 })).toHaveLength(30)
    expect(index.search('hello', { limit: 0 })).toEqual([])
  })
})
