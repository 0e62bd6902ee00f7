import { expect, test } from 'vitest'
import { CategoryId, ResponseId } from '#shared/base/ids.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import {
  categoryBeside,
  categoryStep,
  endOf,
  placeBeside,
  placeOf,
  stepFrom
} from '../../../../src-renderer/features/canned-response/moves.ts'

const view = (name: string, ids: string[], isLoose = false): CategoryView => ({
  categoryId: CategoryId.parse(name),
  name,
  version: 1,
  pending: null,
  refusal: null,
  isLoose,
  responses: ids.map((id) => ({
    responseId: ResponseId.parse(id),
    categoryId: CategoryId.parse(name),
    title: id,
    text: id,
    attachments: [],
    engagementId: null,
    isPersonal: false,
    usage: { inserted: 0, edited: 0, lastUsedAtMs: null },
    updatedAtMs: 0,
    digit: null,
    version: 1,
    pending: null,
    refusal: null
  }))
})

const library = [
  view('one', ['a', 'b', 'c']),
  view('two', []),
  view('three', ['d']),
  view('loose', ['e'], true)
]
const id = (name: string) => ResponseId.parse(name)

test.each([
  ['a', 1, 'one', 'b'],
  ['b', -1, 'one', null],
  ['c', -1, 'one', 'a'],
  ['c', 1, 'two', null],
  ['d', -1, 'two', null],
  ['e', -1, 'three', 'd']
] as const)('[CR4] the arrow keys move %s by %i', (moved, step, categoryId, afterId) => {
  expect(stepFrom(library, id(moved), step)).toEqual({ categoryId, afterId })
})

test('[CR4] the arrow keys end at both ends', () => {
  expect(stepFrom(library, id('a'), -1)).toBe(null)
  expect(stepFrom(library, id('d'), 1)).toBe(null)
})

test.each([
  ['c', 'a', 'before', { categoryId: 'one', afterId: null }],
  ['c', 'a', 'after', { categoryId: 'one', afterId: 'a' }],
  ['a', 'c', 'before', { categoryId: 'one', afterId: 'b' }],
  ['a', 'd', 'after', { categoryId: 'three', afterId: 'd' }],
  ['a', 'b', 'before', null],
  ['b', 'a', 'after', null],
  ['a', 'a', 'after', null],
  ['a', 'e', 'after', null]
] as const)('[CR4] %s dropped on %s, %s it', (moved, target, edge, place) => {
  expect(placeBeside(library, id(moved), id(target), edge)).toEqual(place)
})

test('[CR4] a heading takes what is dropped to its end', () => {
  expect(endOf(library, CategoryId.parse('one'), id('c'))).toEqual({ categoryId: 'one', afterId: 'b' })
  expect(endOf(library, CategoryId.parse('loose'), id('a'))).toBe(null)
  expect(placeOf(library, id('c'))).toEqual({ categoryId: 'one', afterId: 'b' })
})

test('[CR4] categories are moved the same way', () => {
  const ids = ['a', 'b', 'c'].map((one) => CategoryId.parse(one))
  const [a, b, c] = ids as [CategoryId, CategoryId, CategoryId]
  expect([categoryStep(ids, b, -1), categoryStep(ids, c, -1), categoryStep(ids, a, 1)]).toEqual([
    null,
    'a',
    'b'
  ])
  expect([categoryStep(ids, a, -1), categoryStep(ids, c, 1)]).toEqual([undefined, undefined])
  expect(categoryBeside(ids, c, a, 'before')).toBe(null)
  expect(categoryBeside(ids, a, c, 'after')).toBe('c')
  expect(categoryBeside(ids, a, b, 'before')).toBe(undefined)
})
