import { isUnused } from '#shared/features/canned-response/usage.ts'
import type { CategoryView, ResponseView } from '#shared/features/canned-response/views.ts'

export type LibraryFilter = 'all' | 'personal' | 'unused'

const NAMES: Record<LibraryFilter, string> = {
  all: 'All',
  personal: 'Only mine',
  unused: 'Unused for 90 days'
}

/** Whether a response stays under a filter. */
function passes(response: ResponseView, filter: LibraryFilter, nowMs: number): boolean {
  if (filter === 'personal') return response.isPersonal
  return filter === 'all' || isUnused(response, nowMs)
}

/** The categories with what passes a filter; those in which nothing is left only without one. */
export function filtered(
  categories: readonly CategoryView[],
  filter: LibraryFilter,
  nowMs: number
): readonly CategoryView[] {
  if (filter === 'all') return categories
  return categories
    .map((category) => ({
      ...category,
      responses: category.responses.filter((response) => passes(response, filter, nowMs))
    }))
    .filter(({ responses }) => responses.length > 0)
}

/** The filters, each with how many responses pass it. */
export function filterItems(categories: readonly CategoryView[], nowMs: number) {
  return (['all', 'personal', 'unused'] as const).map((id) => ({
    id,
    label: NAMES[id],
    count: filtered(categories, id, nowMs).reduce((sum, { responses }) => sum + responses.length, 0)
  }))
}
