import { useMemo } from 'react'
import { CategoryId } from '#shared/base/ids.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import { categoryBeside, categoryStep } from './moves.ts'
import type { CannedActs } from './use-canned-acts.ts'
import { useDragSort } from './use-drag-sort.ts'
import { useStepFocus } from './use-step-focus.ts'

/** Categories are dragged, or stepped by the arrow keys. */
export function useCategoryMoves(categories: readonly CategoryView[], acts: CannedActs) {
  const ids = categories.map(({ categoryId }) => categoryId)
  const order = useMemo(
    () =>
      categories.map(({ categoryId, name }, at) => ({
        id: categoryId,
        said: `${name}: ${at + 1} of ${categories.length}`
      })),
    [categories]
  )
  const focus = useStepFocus(order)
  const move = (id: CategoryId, afterId: CategoryId | null | undefined) => {
    if (afterId !== undefined) void acts.moveCategory(id, afterId)
  }
  const { rowProps } = useDragSort<CategoryId>({
    textOf: (id) => categories.find(({ categoryId }) => categoryId === id)?.name ?? '',
    onDrop: (moved, target, edge) => move(moved, categoryBeside(ids, moved, CategoryId.parse(target), edge))
  })
  return {
    rowProps,
    said: focus.said,
    step(id: CategoryId, step: -1 | 1) {
      focus.follow(id)
      move(id, categoryStep(ids, id, step))
    }
  }
}
