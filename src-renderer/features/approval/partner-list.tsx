import { Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useLocale } from 'react-aria-components'
import type { QueryArgs } from '#shared/contract/ipc.ts'
import { REQUEST_KINDS } from '#shared/features/approval/kinds/list.ts'
import type { Partner } from '#shared/features/partner/entities.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Pill } from '../../ui/pill.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Select } from '../../ui/select.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { PARTNER_STATUSES, PartnerDetail } from './partner-detail.tsx'
import { REQUEST_ROW_HEIGHT } from './request-row.tsx'
import { type Sort, SortHeadings } from './sort-headings.tsx'
import { usePages } from './use-pages.ts'

type Filter = Omit<QueryArgs<'partner.list'>, 'offset' | 'limit'>

const COLUMNS = [
  { order: 'name', label: 'Partner name' },
  { order: 'package', label: 'Package' },
  { order: 'status', label: 'Status' },
  { order: 'invoice', label: 'Invoice ID' }
] as const

const keyOf = ({ id }: Partner) => id

/** Every partner, with package, status and invoice; the pane has the contact, the channels and what was asked and decided. */
export function PartnerList({ first }: { first: Partner | null }) {
  const { locale } = useLocale()
  const [search, setSearch] = useState(first?.name ?? '')
  const [status, setStatus] = useState<string>('all')
  const [sort, setSort] = useState<Sort<Filter['order']>>({ order: 'name', descending: false })
  const [current, setCurrent] = useState(first)
  const settings = useView('settings.current', {}, ['settings']).data
  const filter: Filter = { search, status: status === 'all' ? null : status, ...sort }
  const pages = usePages(
    JSON.stringify(filter),
    (offset, limit) => desk.query('partner.list', { ...filter, offset, limit }),
    keyOf
  )
  const { source } = pages
  const shown = useMemo(() => current ?? source.at(0) ?? null, [current, source])
  if (!settings) return null
  return (
    <div className="approval-list">
      <div className="approval-tools">
        <SearchField
          label="Search partners, contacts, channels, invoices"
          value={search}
          onChange={setSearch}
        />
        <Select<string>
          label="Status"
          isLabelHidden
          size="s"
          options={[
            { id: 'all', label: 'Every status' },
            ...Object.entries(PARTNER_STATUSES).map(([id, { label }]) => ({ id, label }))
          ]}
          value={status}
          onChange={setStatus}
        />
      </div>
      <SplitPane
        label="Width of the partner"
        side="end"
        width={settings.panelWidth}
        minWidth={320}
        maxWidth={560}
        onWidthChange={(panelWidth) => void desk.act('settings.save', { panelWidth })}
        isPaneHidden={source.count === 0}
        pane={
          shown && <PartnerDetail key={shown.id} partnerId={shown.id} kinds={REQUEST_KINDS} locale={locale} />
        }
      >
        <div className="approval-table">
          <div className="approval-columns approval-partner-grid">
            <SortHeadings columns={COLUMNS} sort={sort} onSort={setSort} />
          </div>
          {pages.error !== null ? (
            <ErrorState title="The partners could not be read" onRetry={pages.retry}>
              {pages.error}
            </ErrorState>
          ) : pages.isLoaded && source.count === 0 ? (
            <EmptyState icon={Users} title={search === '' ? 'No partners yet' : 'Nothing fits'}>
              Partners appear here when the platform tells of them.
            </EmptyState>
          ) : (
            <VirtualList<Partner>
              label="My partners"
              rows={source}
              rowHeight={REQUEST_ROW_HEIGHT}
              selectedKey={shown?.id ?? null}
              isSelectionFollowingFocus
              onSelect={setCurrent}
              onRangeChange={pages.onRangeChange}
              renderRow={({ name, packageName, status: now, invoiceId }) => (
                <div className="approval-row approval-partner-grid">
                  <UserText text={name} isSingleLine className="approval-first" />
                  <UserText text={packageName ?? 'None yet'} isSingleLine />
                  <span>
                    <Pill tone={PARTNER_STATUSES[now].tone}>{PARTNER_STATUSES[now].label}</Pill>
                  </span>
                  <UserText text={invoiceId ?? ''} isSingleLine className="approval-date" />
                </div>
              )}
            />
          )}
        </div>
      </SplitPane>
    </div>
  )
}
