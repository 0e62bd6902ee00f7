import { describe, expect, test } from 'vitest'
import { slashQueryAt } from '../../../../src-renderer/features/canned-response/picker/slash-query.ts'

const at = (text: string) => slashQueryAt(text, text.length)

describe('[CR2] the search that a slash begins', () => {
  test.each([
    ['/', { start: 0, query: '' }],
    ['/refund', { start: 0, query: 'refund' }],
    ['Hello /two words', { start: 6, query: 'two words' }],
    ['line\n/x', { start: 5, query: 'x' }],
    ['مرحبا /رصيد', { start: 6, query: 'رصيد' }]
  ])('%j', (text, expected) => {
    expect(at(text)).toEqual(expected)
  })

  test.each(['', 'no slash', 'and/or', 'https://example.com', '/path/to', '/ spaced', '/first\nsecond line'])(
    '%j begins none',
    (text) => {
      expect(at(text)).toBeNull()
    }
  )

  test('only what stands before the caret counts', () => {
    expect(slashQueryAt('/refund please', 4)).toEqual({ start: 0, query: 'ref' })
  })

  test('a long text behind a slash is text', () => {
    expect(at(`/${'word '.repeat(20)}`)).toBeNull()
  })
})
