import './approval-room.css'
import { useState } from 'react'
import type { Partner } from '#shared/features/partner/entities.ts'
import { useView } from '../../bridge/use-view.ts'
import { SegmentedFilter } from '../../ui/segmented-filter.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { BulkResult } from './bulk-result.tsx'
import { PartnerList } from './partner-list.tsx'
import { RefusedDecisions } from './refused-decisions.tsx'
import { RequestList } from './request-list.tsx'
import { type Section, sectionsOf, type TabId, waiting } from './sections.ts'
import { WaitingMails } from './waiting-mails.tsx'

const TABS: readonly { id: TabId; label: string }[] = [
  { id: 'partnership', label: 'Partnership' },
  { id: 'add-ons', label: 'Add-ons' },
  { id: 'requests', label: 'Requests' },
  { id: 'partners', label: 'My partners' }
]

interface ApprovalRoomProps {
  /** who is shown first; null for the queues */
  partner: Partner | null
}

/** Partner Management: what partners ask for and what was decided, in the guide's tabs. */
export function ApprovalRoom({ partner }: ApprovalRoomProps) {
  const [tab, setTab] = useState<TabId>(partner ? 'partners' : 'partnership')
  const counts = useView('approval.counts', {}, ['requests']).data
  return (
    <div className="approval">
      <h1>Partner Management</h1>
      <RefusedDecisions />
      <BulkResult />
      <WaitingMails />
      <Tabs<TabId>
        label="Partner Management"
        items={TABS.map(({ id, label }) => ({
          id,
          label,
          ...(id === 'partners'
            ? {}
            : {
                count: waiting(
                  counts,
                  sectionsOf(id).flatMap(({ kinds, state }) => (state === 'pending' ? kinds : []))
                )
              })
        }))}
        selectedId={tab}
        onChange={setTab}
      >
        {(id) =>
          id === 'partners' ? (
            <PartnerList first={partner} />
          ) : (
            <TabSections key={id} tab={id} counts={counts} />
          )
        }
      </Tabs>
    </div>
  )
}

interface TabSectionsProps {
  tab: Exclude<TabId, 'partners'>
  counts: Record<string, number> | undefined
}

function TabSections({ tab, counts }: TabSectionsProps) {
  const sections = sectionsOf(tab)
  const [id, setId] = useState(sections[0]?.id ?? '')
  const section = sections.find((one) => one.id === id)
  return (
    <div className="approval-sections">
      <div className="approval-filter">
        <SegmentedFilter<string>
          label="Section"
          items={sections.map((one) => ({ id: one.id, label: one.label, ...countOf(one, counts) }))}
          selectedId={id}
          onChange={setId}
        />
      </div>
      {section && <RequestList key={section.id} tab={tab} section={section} />}
    </div>
  )
}

function countOf({ state, kinds }: Section, counts: Record<string, number> | undefined) {
  return state === 'pending' ? { count: waiting(counts, kinds) } : {}
}
