import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepSame } from '../../../src-renderer/bridge/keep-same.ts'

const view = fc.jsonValue({ maxDepth: 4 })

test('the answer always equals what came last', () => {
  const equals = fc.property(view, view, (previous, next) => {
    expect(keepSame(previous, next)).toEqual(next)
  })
  fc.assert(equals)
})

test('what says the same is the object that was there', () => {
  const isKept = fc.property(view, (value) => {
    expect(keepSame(value, structuredClone(value))).toBe(value)
  })
  fc.assert(isKept)
})

test.each([
  ['a field that is gone', { a: 1, b: 2 }, { a: 1 }],
  ['a field that came', { a: 1 }, { a: 1, b: undefined }],
  ['a list that is shorter', [1, 2], [1]],
  ['a list in the place of an object', {}, []],
  ['null in the place of an object', {}, null]
])('%s is a change', (_, previous, next) => {
  expect(keepSame(previous, next)).not.toBe(previous)
  expect(keepSame(previous, next)).toStrictEqual(next)
})
