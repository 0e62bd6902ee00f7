import { Check, Inbox, X } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components'
import type { RequestId } from '#shared/base/ids.ts'
import type { Outcome } from '#shared/features/approval/entities.ts'
import type { RequestFilter, RequestRow } from '#shared/features/approval/views.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Select } from '../../ui/select.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { VirtualList, type VirtualListHandle } from '../../ui/virtual-list.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { RejectDialog } from './reject-dialog.tsx'
import { RequestDetailPane } from './request-detail.tsx'
import { REQUEST_ROW_HEIGHT, RequestRowView } from './request-row.tsx'
import { columnsOf, type Section, type TabId } from './sections.ts'
import { type Sort, SortHeadings } from './sort-headings.tsx'
import { isOpen, useDecisions } from './use-decisions.ts'
import { usePages } from './use-pages.ts'

interface RequestListProps {
  tab: Exclude<TabId, 'partners'>
  section: Section
}

const keyOf = (row: RequestRow) => row.requestId

/** A queue or a history: a table with a reading pane, walked and decided by keyboard. */
export function RequestList({ tab, section }: RequestListProps) {
  const { locale } = useLocale()
  const isHistory = section.state === 'decided'
  const columns = columnsOf(tab, section)
  const [search, setSearch] = useState('')
  const [outcome, setOutcome] = useState<Outcome | 'all'>('all')
  const [sort, setSort] = useState<Sort<RequestFilter['order']>>(
    isHistory ? { order: 'decided', descending: true } : { order: 'requested', descending: false }
  )
  const [current, setCurrent] = useState<{ row: RequestRow; index: number } | null>(null)
  const [chosen, setChosen] = useState<ReadonlyMap<RequestId, RequestRow>>(new Map())
  const [rejecting, setRejecting] = useState<readonly RequestRow[] | null>(null)
  const list = useRef<VirtualListHandle>(null)
  const settings = useView('settings.current', {}, ['settings']).data
  const decisions = useDecisions()

  const filter: RequestFilter = {
    kinds: [...section.kinds],
    state: section.state,
    search,
    outcome: outcome === 'all' ? null : outcome,
    partnerId: null,
    ...sort
  }
  const key = JSON.stringify(filter)
  const pages = usePages(
    key,
    (offset, limit) => desk.query('approval.requests', { ...filter, offset, limit }),
    keyOf
  )
  const { source } = pages
  // what was decided leaves its place to the next one
  const atCurrent = useMemo(() => {
    if (source.count === 0) return null
    const index = Math.min(current?.index ?? 0, source.count - 1)
    for (const near of [index, index - 1, index + 1]) {
      const row = source.at(near)
      if (row && row.requestId === current?.row.requestId) return row
    }
    return source.at(index) ?? null
  }, [source, current])

  const goOn = (row: RequestRow, index: number) => {
    const next = source.at(index + 1)
    if (current?.row.requestId === row.requestId && next) setCurrent({ row: next, index: index + 1 })
  }
  const approve = (rows: readonly RequestRow[]) => {
    void decisions.decide(rows, 'approved', null)
    setChosen(new Map())
    if (rows.length === 1 && rows[0] && current) goOn(rows[0], current.index)
    list.current?.focus()
  }
  const reject = (rows: readonly RequestRow[], reason: string) => {
    void decisions.decide(rows, 'rejected', reason)
    setChosen(new Map())
    setRejecting(null)
    if (rows.length === 1 && rows[0] && current) goOn(rows[0], current.index)
  }
  const toggle = useCallback((row: RequestRow) => {
    setChosen((all) => {
      const next = new Map(all)
      if (!next.delete(row.requestId) && isOpen(row)) next.set(row.requestId, row)
      return next
    })
  }, [])
  const onKey = (pressed: string, row: RequestRow) => {
    const wanted = pressed.toLowerCase()
    if (wanted === 'z') void decisions.undoLast()
    if (isHistory) return
    const rows = chosen.size > 0 ? [...chosen.values()] : isOpen(row) ? [row] : []
    if (wanted === 'x') toggle(row)
    else if (rows.length === 0) return
    else if (wanted === 'a') approve(rows)
    else if (wanted === 'r') {
      // after this key press: the letter must not land in the description
      setTimeout(() => setRejecting(rows))
    }
  }
  const chooseAll = async () => {
    const { rows } = await desk.query('approval.requests', { ...filter, offset: 0, limit: 500 })
    setChosen(new Map(rows.filter(isOpen).map((row) => [row.requestId, row])))
  }

  if (!settings) return null
  return (
    <div className="approval-list">
      <div className="approval-tools">
        <SearchField
          label={isHistory ? 'Search by partner name' : 'Search partners and titles'}
          value={search}
          onChange={setSearch}
        />
        {isHistory && (
          <>
            <Select<Outcome | 'all'>
              label="Decision"
              isLabelHidden
              size="s"
              options={[
                { id: 'all', label: 'All decisions' },
                { id: 'approved', label: 'Approved' },
                { id: 'rejected', label: 'Rejected' }
              ]}
              value={outcome}
              onChange={setOutcome}
            />
            <ExportButtons filter={filter} />
          </>
        )}
        {!isHistory && source.count > 0 && (
          <Button size="s" variant="quiet" onPress={() => void chooseAll()}>
            {source.count > 500 ? 'Select the first 500' : 'Select all'}
          </Button>
        )}
      </div>
      {chosen.size > 0 && (
        <div className="approval-bulk" role="toolbar" aria-label="Selected requests">
          <span>{chosen.size === 1 ? '1 selected' : `${chosen.size} selected`}</span>
          <Button size="s" icon={Check} onPress={() => approve([...chosen.values()])}>
            Approve selected
          </Button>
          <Button size="s" icon={X} onPress={() => setRejecting([...chosen.values()])}>
            Reject selected
          </Button>
          <Button size="s" variant="quiet" onPress={() => setChosen(new Map())}>
            Clear
          </Button>
        </div>
      )}
      <SplitPane
        label="Width of the request"
        side="end"
        width={settings.panelWidth}
        minWidth={320}
        maxWidth={560}
        onWidthChange={(panelWidth) => void desk.act('settings.save', { panelWidth })}
        isPaneHidden={source.count === 0}
        pane={
          atCurrent && (
            <RequestDetailPane
              key={atCurrent.requestId}
              requestId={atCurrent.requestId}
              onApprove={(row) => approve([row])}
              onReject={(row) => setRejecting([row])}
            />
          )
        }
      >
        <div className="approval-table">
          <div className="approval-columns" data-is-history={isHistory}>
            <span />
            <SortHeadings columns={columns} sort={sort} onSort={setSort} />
            {isHistory && (
              <span className="approval-column">{section.kinds.length > 1 ? 'Type' : 'Decision'}</span>
            )}
          </div>
          {pages.error !== null ? (
            <ErrorState title="The list could not be read" onRetry={pages.retry}>
              {pages.error}
            </ErrorState>
          ) : pages.isLoaded && source.count === 0 ? (
            <EmptyState icon={Inbox} title={emptyTitle(search !== '' || outcome !== 'all', isHistory)}>
              {search === '' && !isHistory
                ? 'What partners ask for appears here at once; you are up to date.'
                : 'Try other words, or clear the filter.'}
            </EmptyState>
          ) : (
            <VirtualList<RequestRow>
              ref={list}
              label={section.label}
              rows={source}
              rowHeight={REQUEST_ROW_HEIGHT}
              selectedKey={atCurrent?.requestId ?? null}
              isSelectionFollowingFocus
              onSelect={(row, index) => setCurrent({ row, index })}
              onKey={onKey}
              onRangeChange={pages.onRangeChange}
              renderRow={(row) => (
                <RequestRowView
                  row={row}
                  tab={tab}
                  locale={locale}
                  hasType={section.kinds.length > 1}
                  isChosen={chosen.has(row.requestId)}
                  onToggle={isHistory ? null : toggle}
                />
              )}
            />
          )}
        </div>
      </SplitPane>
      {rejecting && (
        <RejectDialog
          what={rejecting.length === 1 ? `“${rejecting[0]?.title ?? ''}”` : `${rejecting.length} requests`}
          onReject={(reason) => reject(rejecting, reason)}
          onClose={() => setRejecting(null)}
        />
      )}
    </div>
  )
}

function emptyTitle(isFiltered: boolean, isHistory: boolean): string {
  if (isFiltered) return 'Nothing fits'
  return isHistory ? 'Nothing was decided yet' : 'Nothing waits for a decision'
}
