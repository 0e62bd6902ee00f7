import { describe, expect, test } from 'vitest'
import { indexByKey, indexOfRow, rowsOf } from '../../../../src-renderer/ui/row-source.ts'

const rows = rowsOf(['a', 'b', 'c', 'd', 'e'], (row) => row)

describe('where a row stands', () => {
  test('it is found wherever it moved', () => {
    expect(indexOfRow(rows, 'e', 0)).toBe(4)
    expect(indexOfRow(rows, 'a', 4)).toBe(0)
    expect(indexOfRow(rows, 'c', 2)).toBe(2)
  })

  test('a row that is gone leaves its position, or the last one', () => {
    expect(indexOfRow(rows, 'gone', 3)).toBe(3)
    expect(indexOfRow(rows, 'gone', 30)).toBe(4)
    expect(indexOfRow(rowsOf<string>([], String), 'gone', 3)).toBe(0)
  })

  test('rows that are not loaded are passed over', () => {
    const holes = { count: 5, at: (index: number) => (index === 4 ? 'e' : undefined), keyOf: String }
    expect(indexOfRow(holes, 'e', 0)).toBe(4)
  })
})

describe('where a key leads', () => {
  test.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['PageDown', 8, 9],
    ['PageUp', 8, 4],
    ['Home', 8, 0],
    ['End', 0, 9],
    ['x', 3, undefined]
  ])('%s from %d leads to %s', (key, from, to) => {
    expect(indexByKey(key, from, 10, 4)).toBe(to)
  })

  test('an empty list leads nowhere', () => {
    expect(indexByKey('End', 0, 0, 4)).toBeUndefined()
  })
})
