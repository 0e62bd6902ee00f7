import { MessageSquarePlus, Plus } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { ResponseId } from '#shared/base/ids.ts'
import type { CategoryView, ResponseView } from '#shared/features/canned-response/views.ts'
import { Count } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useNow } from '../../ui/now.ts'
import { SegmentedFilter } from '../../ui/segmented-filter.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { EditedResponse, type Editing } from './edited-response.tsx'
import { filtered, filterItems, type LibraryFilter } from './library-filter.ts'
import { ResponseRow } from './response-row.tsx'
import type { CannedActs } from './use-canned-acts.ts'
import { useResponseMoves } from './use-response-moves.ts'

interface ResponsesTabProps {
  categories: readonly CategoryView[]
  acts: CannedActs
  /** which response is brought into view and has the focus */
  shownFirst: ResponseId | null
}

/** What is unused changes slowly. */
const FILTER_TICK_MS = 3_600_000

/** Every category, expanded to its responses and "+ Add new response". */
export function ResponsesTab({ categories, acts, shownFirst }: ResponsesTabProps) {
  const [editing, setEditing] = useState<Editing | null>(null)
  const [filter, setFilter] = useState<LibraryFilter>('all')
  const edit = useCallback((response: ResponseView) => setEditing({ kind: 'known', response }), [])
  const remove = useCallback((response: ResponseView) => void acts.removeResponse(response), [acts])
  const moves = useResponseMoves(categories, acts, shownFirst)
  const nowMs = useNow((now) => Math.floor(now / FILTER_TICK_MS) * FILTER_TICK_MS)
  if (categories.length === 0) {
    return (
      <EmptyState icon={MessageSquarePlus} title="No responses yet">
        Create a category first; responses are added to it.
      </EmptyState>
    )
  }
  const isAll = filter === 'all'
  const shown = filtered(categories, filter, nowMs)
  return (
    <>
      <VisuallyHidden>
        <span role="status">{moves.said}</span>
      </VisuallyHidden>
      <div className="canned-filter">
        <SegmentedFilter
          label="Which responses"
          items={filterItems(categories, nowMs)}
          selectedId={filter}
          onChange={setFilter}
        />
      </div>
      <div className="canned-list">
        {shown.length === 0 && <p className="canned-none">None.</p>}
        {shown.map((category) => (
          <div
            key={category.categoryId}
            className="canned-category"
            {...moves.headingProps(category.categoryId)}
          >
            <Disclosure
              level={2}
              isExpanded={!isAll || moves.isExpanded(category.categoryId)}
              onExpandedChange={(isExpanded) => moves.setExpanded(category.categoryId, isExpanded)}
              title={<UserText text={category.name} isSingleLine />}
              end={<Count count={category.responses.length} />}
            >
              <ul>
                {category.responses.map((response) => (
                  <ResponseRow
                    key={response.responseId}
                    response={response}
                    isShownFirst={response.responseId === shownFirst}
                    moving={
                      isAll
                        ? {
                            rowProps: moves.rowProps(response.responseId),
                            onStep: (step) => moves.step(response.responseId, step)
                          }
                        : null
                    }
                    onEdit={edit}
                    onRemove={remove}
                  />
                ))}
              </ul>
              {isAll && !category.isLoose && (
                <div className="canned-add">
                  <Button variant="quiet" icon={Plus} onPress={() => setEditing({ kind: 'new', category })}>
                    Add new response
                  </Button>
                </div>
              )}
            </Disclosure>
          </div>
        ))}
      </div>
      {editing && (
        <EditedResponse
          editing={editing}
          categories={categories}
          acts={acts}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}
