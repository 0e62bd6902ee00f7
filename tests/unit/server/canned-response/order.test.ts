import { expect, test } from 'vitest'
import { positionsAfterMove } from '../../../../src-server/features/canned-response/order.ts'

const order = (...positions: number[]) =>
  positions.map((position, index) => ({ id: 'abcdef'[index] ?? '', position }))

test.each([
  ['between two others', 'c', 'a', { c: 1.5 }],
  ['to the front', 'c', null, { c: 0 }],
  ['to the end', 'a', 'c', { a: 4 }],
  ['behind what is not there: to the end', 'a', 'gone', { a: 4 }],
  ['from elsewhere', 'new', 'b', { new: 2.5 }],
  ['where it stands', 'b', 'a', {}],
  ['to the front, where it stands', 'a', null, {}],
  ['to the end, where it stands', 'c', 'gone', {}]
])('[CR4] something is moved %s', (_case, moved, after, expected) => {
  expect(Object.fromEntries(positionsAfterMove(order(1, 2, 3), moved, after))).toEqual(expected)
})

test('[CR4] into nothing it is the first', () => {
  expect([...positionsAfterMove([], 'new', null)]).toEqual([['new', 1]])
})

test('[CR4] where no number is left between two others all are numbered anew', () => {
  expect(Object.fromEntries(positionsAfterMove(order(1, 1, 3), 'c', 'a'))).toEqual({ a: 1, c: 2, b: 3 })
  const near = order(1, 1 + Number.EPSILON, 3)
  expect(Object.fromEntries(positionsAfterMove(near, 'c', 'a'))).toEqual({ a: 1, c: 2, b: 3 })
})

test('[CR4] however often things are moved, the order is the one that was asked for', () => {
  let rows = order(1, 2, 3, 4)
  for (let round = 0; round < 300; round++) {
    const last = rows.at(-1)
    const positions = positionsAfterMove(rows, last?.id ?? '', rows[0]?.id ?? '')
    const wanted = [rows[0], last, ...rows.slice(1, -1)].map((row) => row?.id)
    rows = rows
      .map(({ id, position }) => ({ id, position: positions.get(id) ?? position }))
      .sort((a, b) => a.position - b.position)
    expect(rows.map(({ id }) => id)).toEqual(wanted)
  }
})
