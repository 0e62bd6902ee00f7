import { expect, test } from 'vitest'
import { CategoryId, ResponseId } from '#shared/base/ids.ts'
import { UNUSED_AFTER_MS } from '#shared/features/canned-response/usage.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import { filtered, filterItems } from '../../../../src-renderer/features/canned-response/library-filter.ts'

const NOW_MS = 2 * UNUSED_AFTER_MS
const response = (id: string, isPersonal: boolean, updatedAtMs: number) => ({
  responseId: ResponseId.parse(id),
  categoryId: CategoryId.parse('one'),
  title: id,
  text: id,
  attachments: [],
  engagementId: null,
  isPersonal,
  usage: { inserted: 0, edited: 0, lastUsedAtMs: null },
  updatedAtMs,
  digit: null,
  version: 1,
  pending: null,
  refusal: null
})
const category = (name: string, responses: CategoryView['responses']): CategoryView => ({
  categoryId: CategoryId.parse(name),
  name,
  version: 1,
  pending: null,
  refusal: null,
  isLoose: false,
  responses
})
const library = [
  category('one', [response('mine', true, NOW_MS), response('old', false, 0)]),
  category('two', [response('new', false, NOW_MS)])
]

test.each([
  [
    'all',
    [
      ['one', 'mine', 'old'],
      ['two', 'new']
    ]
  ],
  ['personal', [['one', 'mine']]],
  ['unused', [['one', 'old']]]
] as const)('[CR4] the library is narrowed to %s', (filter, expected) => {
  const shown = filtered(library, filter, NOW_MS)
  expect(shown.map(({ name, responses }) => [name, ...responses.map(({ title }) => title)])).toEqual(expected)
  expect(filterItems(library, NOW_MS).find(({ id }) => id === filter)?.count).toBe(
    expected.flat().length - expected.length
  )
})
