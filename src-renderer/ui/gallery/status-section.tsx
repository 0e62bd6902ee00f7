import { useState } from 'react'
import { Avatar } from '../avatar.tsx'
import { Badge } from '../badge.tsx'
import { MessageStateIcon } from '../message-state-icon.tsx'
import { Pill } from '../pill.tsx'
import { ProgressBar } from '../progress-bar.tsx'
import { RelativeTime } from '../relative-time.tsx'
import { SegmentedFilter } from '../segmented-filter.tsx'
import { StatusPill } from '../status-pill.tsx'
import { Tabs } from '../tabs.tsx'
import { UserText } from '../user-text.tsx'
import { Row, Section } from './section.tsx'

const names = [
  'Amal Khoury',
  'João Pereira',
  'Ольга Иванова',
  'Γιώργος Νικολάου',
  'محمد العلي',
  'דוד לוי',
  '王小明',
  '김민수',
  'さくら',
  '🦑 Squid Shop',
  '+385 91 555 012',
  'ß',
  'Priya',
  'Tom Baker'
]
const states = ['draft', 'queued', 'sending', 'sent', 'delivered', 'waiting', 'retrying', 'refused'] as const
const filters = [
  { id: 'mine', label: 'Mine', count: 4 },
  { id: 'unanswered', label: 'Unanswered', count: 7 },
  { id: 'active', label: 'Active', count: 31 },
  { id: 'finished', label: 'Finished' }
] as const

export function StatusSection() {
  const [filter, setFilter] = useState<'mine' | 'unanswered' | 'active' | 'finished'>('mine')
  const [tab, setTab] = useState<'pending' | 'history'>('pending')
  const nowMs = Date.now()
  return (
    <Section title="Status and identity">
      <Row>
        <StatusPill status="unanswered" />
        <StatusPill status="active" agentName="Mia" />
        <StatusPill status="finished" agentName="Tom" />
        <StatusPill status="active" agentName="Mia" variant="bare" />
        <Pill tone="accent">Draft</Pill>
        <Pill tone="success">Approved</Pill>
        <Pill tone="danger">Rejected</Pill>
        <Pill tone="warning">Waiting</Pill>
        <Pill>Existing partner</Pill>
        <Badge count={4} tone="accent" label="4 unread" />
        <Badge count={12} />
        <Badge count={3} tone="warning" />
        <Badge count={1200} tone="danger" label="More than 999 refused" />
      </Row>
      <Row>
        {states.map((state) => (
          <span key={state} className="gallery-pair">
            <MessageStateIcon state={state} /> {state}
          </span>
        ))}
      </Row>
      <Row>
        {names.map((name) => (
          <Avatar key={name} name={name} label={name} />
        ))}
        <Avatar name="Amal Khoury" size={20} />
        <Avatar name="Amal Khoury" size={24} />
        <Avatar name="Amal Khoury" size={40} />
      </Row>
      <Row>
        <RelativeTime atMs={nowMs - 5_000} />
        <RelativeTime atMs={nowMs - 130_000} />
        <RelativeTime atMs={nowMs - 3 * 3_600_000} />
        <RelativeTime atMs={nowMs - 3 * 86_400_000} />
        <RelativeTime atMs={nowMs - 400 * 86_400_000} />
        <RelativeTime atMs={nowMs - 130_000} variant="long" />
        <UserText text="عربي then English in one line" />
      </Row>
      <div className="gallery-narrow">
        <ProgressBar label="Uploading menu.pdf" fraction={0.62} />
      </div>
      <SegmentedFilter label="Show chats" items={filters} selectedId={filter} onChange={setFilter} />
      <div className="gallery-frame">
        <Tabs
          label="Partnership"
          items={[
            { id: 'pending', label: 'Pending approval', count: 3 },
            { id: 'history', label: 'History' }
          ]}
          selectedId={tab}
          onChange={setTab}
        >
          {(id) => <p className="gallery-padded">The panel of {id}</p>}
        </Tabs>
      </div>
    </Section>
  )
}
