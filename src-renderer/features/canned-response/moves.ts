import type { CategoryId, ResponseId } from '#shared/base/ids.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'

/** Where a response stands: in a category, behind another one or first. */
export interface Place {
  categoryId: CategoryId
  afterId: ResponseId | null
}

/** Where something is dropped: on the upper or the lower half of another one, or on the heading of a category. */
export type Edge = 'before' | 'after' | 'into'

const home = (categories: readonly CategoryView[], id: ResponseId) =>
  categories.find(({ responses }) => responses.some(({ responseId }) => responseId === id))

/** Where a response stands now; null when it is gone. */
export function placeOf(categories: readonly CategoryView[], id: ResponseId): Place | null {
  const category = home(categories, id)
  if (!category) return null
  const at = category.responses.findIndex(({ responseId }) => responseId === id)
  return { categoryId: category.categoryId, afterId: category.responses[at - 1]?.responseId ?? null }
}

/** The end of a category; null for where nothing can be put. */
export function endOf(
  categories: readonly CategoryView[],
  categoryId: CategoryId,
  movedId: ResponseId
): Place | null {
  const category = categories.find((one) => one.categoryId === categoryId && !one.isLoose)
  if (!category) return null
  const others = category.responses.filter(({ responseId }) => responseId !== movedId)
  return { categoryId, afterId: others.at(-1)?.responseId ?? null }
}

/** The place on one side of another response; null when that is where it stands, or where nothing can be put. */
export function placeBeside(
  categories: readonly CategoryView[],
  movedId: ResponseId,
  targetId: ResponseId,
  edge: Exclude<Edge, 'into'>
): Place | null {
  const category = home(categories, targetId)
  if (!category || category.isLoose || movedId === targetId) return null
  const others = category.responses.filter(({ responseId }) => responseId !== movedId)
  const target = others.findIndex(({ responseId }) => responseId === targetId)
  const afterId = others[edge === 'after' ? target : target - 1]?.responseId ?? null
  return changed(categories, movedId, { categoryId: category.categoryId, afterId })
}

/** One place up or down, over the edge of its category into the next one; null at both ends of the library. */
export function stepFrom(categories: readonly CategoryView[], id: ResponseId, step: -1 | 1): Place | null {
  const from = categories.findIndex(({ responses }) => responses.some(({ responseId }) => responseId === id))
  const category = categories[from]
  if (!category) return null
  const ids = category.responses.map(({ responseId }) => responseId)
  const at = ids.indexOf(id)
  const isInside = step < 0 ? at > 0 : at < ids.length - 1
  // behind the one before the last one, or behind the next one
  if (isInside && !category.isLoose) {
    return { categoryId: category.categoryId, afterId: ids[step < 0 ? at - 2 : at + 1] ?? null }
  }
  const neighbour = categories[from + step]
  if (!neighbour || neighbour.isLoose) return null
  const last = neighbour.responses.at(-1)?.responseId ?? null
  return { categoryId: neighbour.categoryId, afterId: step < 0 ? last : null }
}

/** The order of categories with one of them a place up or down: behind which it then stands; undefined at both ends. */
export function categoryStep(
  ids: readonly CategoryId[],
  id: CategoryId,
  step: -1 | 1
): CategoryId | null | undefined {
  const at = ids.indexOf(id)
  if (at < 0 || at + step < 0 || at + step >= ids.length) return undefined
  return ids[step < 0 ? at - 2 : at + 1] ?? null
}

/** Behind which category one stands that is dropped beside another; undefined when nothing changes. */
export function categoryBeside(
  ids: readonly CategoryId[],
  movedId: CategoryId,
  targetId: CategoryId,
  edge: Edge
): CategoryId | null | undefined {
  const others = ids.filter((id) => id !== movedId)
  const target = others.indexOf(targetId)
  const afterId = others[edge === 'before' ? target - 1 : target] ?? null
  const before = ids[ids.indexOf(movedId) - 1] ?? null
  return target < 0 || afterId === before ? undefined : afterId
}

function changed(categories: readonly CategoryView[], id: ResponseId, place: Place): Place | null {
  const now = placeOf(categories, id)
  return now?.categoryId === place.categoryId && now.afterId === place.afterId ? null : place
}
