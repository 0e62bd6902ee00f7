import { expect, test } from 'vitest'
import { mountedIndexes } from '../../../../src-renderer/ui/use-row-window.ts'

test.each([
  ['in the middle', { first: 10, last: 12 }, 100, 11, [8, 9, 10, 11, 12, 13, 14]],
  ['at the top', { first: 0, last: 2 }, 100, 0, [0, 1, 2, 3, 4]],
  ['at the end', { first: 97, last: 99 }, 100, 98, [95, 96, 97, 98, 99]],
  ['with the active row far above', { first: 10, last: 11 }, 100, 2, [2, 8, 9, 10, 11, 12, 13]],
  ['with the active row far below', { first: 10, last: 11 }, 100, 50, [8, 9, 10, 11, 12, 13, 50]],
  ['of an empty list', { first: 0, last: -1 }, 0, 0, []]
])('the window %s', (_, seen, count, active, indexes) => {
  expect(mountedIndexes(seen, count, 2, active)).toEqual(indexes)
})
