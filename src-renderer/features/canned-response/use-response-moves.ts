import { useMemo, useState } from 'react'
import { CategoryId, ResponseId } from '#shared/base/ids.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import { type Edge, endOf, type Place, placeBeside, placeOf, stepFrom } from './moves.ts'
import type { CannedActs } from './use-canned-acts.ts'
import { useDragSort } from './use-drag-sort.ts'
import { useStepFocus } from './use-step-focus.ts'

/** Responses are dragged, or stepped by the arrow keys, within their category and into others; which are open belongs to it. */
export function useResponseMoves(
  categories: readonly CategoryView[],
  acts: CannedActs,
  shownFirst: ResponseId | null
) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(categories.slice(0, 1).map(idOf)))
  const [sought, setSought] = useState(shownFirst)
  // the library that is shown at once may be of an earlier moment, and not have it yet
  const holder =
    sought && categories.find(({ responses }) => responses.some(({ responseId }) => responseId === sought))
  if (holder) {
    setSought(null)
    setOpen(new Set([idOf(holder)]))
  }
  const setExpanded = (id: CategoryId, isExpanded: boolean) =>
    setOpen((now) => new Set(isExpanded ? [...now, id] : [...now].filter((other) => other !== id)))
  const order = useMemo(() => categories.flatMap(saidOf), [categories])
  const focus = useStepFocus(order)
  const responseOf = (id: ResponseId) =>
    categories.flatMap(({ responses }) => responses).find(({ responseId }) => responseId === id)

  const move = (id: ResponseId, place: Place | null, hasUndo: boolean) => {
    const response = responseOf(id)
    const before = placeOf(categories, id)
    if (!response || !place || !before) return
    setExpanded(place.categoryId, true)
    const to = categories.find(({ categoryId }) => categoryId === place.categoryId)?.name ?? ''
    void acts.moveResponse(response, place, hasUndo ? { to, before } : null)
  }
  const drag = useDragSort<ResponseId>({
    textOf: (id) => responseOf(id)?.text ?? '',
    onDrop(moved, target, edge: Edge) {
      const place =
        edge === 'into'
          ? endOf(categories, CategoryId.parse(target), moved)
          : placeBeside(categories, moved, ResponseId.parse(target), edge)
      move(moved, place, true)
    }
  })
  return {
    isExpanded: (id: CategoryId) => open.has(id),
    setExpanded,
    said: focus.said,
    ...drag,
    step(id: ResponseId, step: -1 | 1) {
      focus.follow(id)
      move(id, stepFrom(categories, id, step), false)
    }
  }
}

const idOf = ({ categoryId }: CategoryView): string => categoryId

const saidOf = ({ name, responses }: CategoryView) =>
  responses.map(({ responseId, title }, at) => ({
    id: responseId,
    said: `${title}: ${at + 1} of ${responses.length} in ${name}`
  }))
