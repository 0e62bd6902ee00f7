import './both-versions.css'
import type { ReactNode } from 'react'
import type { Topic } from '#shared/contract/ipc.ts'
import { titleOf } from '#shared/features/engagement/content.ts'
import type { Beside, OutboxItem } from '#shared/sync/status.ts'
import { useView } from '../../bridge/use-view.ts'
import { UserText } from '../../ui/user-text.tsx'
import { timeOf } from './state-words.ts'
import { isSend, subjectOf } from './subject.ts'

const FIELD_NAMES: Record<string, string> = {
  title: 'Title',
  text: 'Text',
  name: 'Name',
  attachments: 'Files',
  engagementId: 'Engagement'
}

const NONE = 'None'

/** What I wrote and, beside it, what stands there now or was written since. */
export function BothVersions({
  item
}: {
  item: Pick<OutboxItem, 'opId' | 'lane' | 'type' | 'args' | 'rejection'>
}) {
  const topics: Topic[] = ['outbox', 'canned', ...conversationTopic(item.lane)]
  const beside = useView('outbox.beside', { opId: item.opId }, topics).data
  const mine = mineOf(item)
  const { engagementId } = subjectOf(item)
  const bringsOther = isResponse(item) && engagementId !== undefined
  const theirs = item.rejection ? (beside ?? []) : []
  if (mine.length === 0 && theirs.length === 0 && !bringsOther) return null
  const isMessage = isSend(item.type)
  return (
    <div className="both-versions">
      <Version title={theirs.length > 0 ? 'Yours' : null} parts={mine}>
        {bringsOther && <EngagementPart engagementId={engagementId} />}
      </Version>
      {theirs.length > 0 && <Version title={isMessage ? 'Written since' : 'There now'} parts={theirs} />}
    </div>
  )
}

function conversationTopic(lane: string): Topic[] {
  return lane.startsWith('conversation:') ? [lane as Topic] : []
}

/** What I wrote, field by field; of a response also which files it was to carry. */
function mineOf(item: Pick<OutboxItem, 'args' | 'type'>): Beside {
  const subject = subjectOf(item)
  const fields = (['title', 'name', 'text'] as const).flatMap((name) => {
    const text = subject[name]
    return text === undefined || text === '' ? [] : [{ name, text, atMs: null }]
  })
  if (isResponse(item) && subject.attachments) {
    const names = subject.attachments.map(({ name }) => name).join(', ')
    return [...fields, { name: 'attachments', text: names || NONE, atMs: null }]
  }
  // the only words of a message need no name
  return fields.length === 1 ? fields.map((field) => ({ ...field, name: '' })) : fields
}

const isResponse = ({ type }: Pick<OutboxItem, 'type'>) => type.startsWith('canned-response.')

/** The engagement that I wanted a response to bring. */
function EngagementPart({ engagementId }: { engagementId: string | null }) {
  const catalogue = useView('engagement.catalogue', {}, ['engagements']).data
  const engagement = catalogue?.find((one) => one.engagementId === engagementId)
  return <Part name="engagementId" text={engagement ? titleOf(engagement.content) : NONE} atMs={null} />
}

function Version({ title, parts, children }: { title: string | null; parts: Beside; children?: ReactNode }) {
  return (
    <section className="version" {...(title === null ? {} : { 'aria-label': title })}>
      {title !== null && <h3>{title}</h3>}
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no ids and never move
        <Part key={index} {...part} />
      ))}
      {children}
    </section>
  )
}

function Part({ name, text, atMs }: Beside[number]) {
  return (
    <div className="version-part">
      {name !== '' && (
        <p className="version-name" dir="auto">
          {FIELD_NAMES[name] ?? name}
          {atMs !== null && ` · ${timeOf(atMs)}`}
        </p>
      )}
      <UserText as="p" text={text} isSelectable className="version-text" />
    </div>
  )
}
