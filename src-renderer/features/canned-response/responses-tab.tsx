import { MessageSquarePlus, Plus } from 'lucide-react'
import { useState } from 'react'
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
import { filtered, filterItems, type LibraryFilter } from './library-filter.ts'
import { endOf } from './moves.ts'
import { ResponseDialog } from './response-dialog.tsx'
import { ResponseRow } from './response-row.tsx'
import type { CannedActs, ResponseText } from './use-canned-acts.ts'
import { useResponseMoves } from './use-response-moves.ts'

interface ResponsesTabProps {
  categories: readonly CategoryView[]
  acts: CannedActs
  /** which response is brought into view and has the focus */
  shownFirst: ResponseId | null
}

/** What is unused changes slowly. */
const FILTER_TICK_MS = 3_600_000

const NEW: ResponseText = { title: '', text: '', attachments: [], engagementId: null, isPersonal: false }

type Editing = { category: CategoryView; response: ResponseView | null } | null

/** Every category, expanded to its responses and "+ Add new response". */
export function ResponsesTab({ categories, acts, shownFirst }: ResponsesTabProps) {
  const [editing, setEditing] = useState<Editing>(null)
  const [filter, setFilter] = useState<LibraryFilter>('all')
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
                    onEdit={() => setEditing({ category, response })}
                    onRemove={() => void acts.removeResponse(response)}
                  />
                ))}
              </ul>
              {isAll && !category.isLoose && (
                <div className="canned-add">
                  <Button
                    variant="quiet"
                    icon={Plus}
                    onPress={() => setEditing({ category, response: null })}
                  >
                    Add new response
                  </Button>
                </div>
              )}
            </Disclosure>
          </div>
        ))}
      </div>
      {editing && (
        <ResponseDialog
          title={editing.response ? 'Edit response' : `Add new response to ${editing.category.name}`}
          initial={editing.response ?? NEW}
          isShared={editing.response !== null && !editing.response.isPersonal}
          category={editing.response ? { current: editing.category, all: categories } : null}
          digit={editing.response?.digit ?? null}
          onClose={() => setEditing(null)}
          onSave={(next, categoryId, digit) => {
            const { category, response } = editing
            setEditing(null)
            if (!response) return void acts.addResponse(category.categoryId, next)
            void acts.editResponse(response, next)
            if (digit !== response.digit) void acts.setDigit(response.responseId, digit)
            const place =
              categoryId === undefined || categoryId === category.categoryId
                ? null
                : endOf(categories, categoryId, response.responseId)
            if (place) void acts.moveResponse(response, place, null)
          }}
        />
      )}
    </>
  )
}
