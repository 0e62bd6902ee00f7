import './both-versions.css'
import type { Topic } from '#shared/contract/ipc.ts'
import type { Beside, OutboxItem } from '#shared/sync/status.ts'
import { useView } from '../../bridge/use-view.ts'
import { UserText } from '../../ui/user-text.tsx'
import { timeOf } from './state-words.ts'
import { isSend, subjectOf } from './subject.ts'

const FIELD_NAMES: Record<string, string> = { title: 'Title', text: 'Text', name: 'Name' }

/** What I wrote and, beside it, what stands there now or was written since. */
export function BothVersions({
  item
}: {
  item: Pick<OutboxItem, 'opId' | 'lane' | 'type' | 'args' | 'rejection'>
}) {
  const topics: Topic[] = ['outbox', 'canned', ...conversationTopic(item.lane)]
  const beside = useView('outbox.beside', { opId: item.opId }, topics).data
  const mine = mineOf(item)
  const theirs = item.rejection ? (beside ?? []) : []
  if (mine.length === 0 && theirs.length === 0) return null
  const isMessage = isSend(item.type)
  return (
    <div className="both-versions">
      <Version title={theirs.length > 0 ? 'Yours' : null} parts={mine} />
      {theirs.length > 0 && <Version title={isMessage ? 'Written since' : 'There now'} parts={theirs} />}
    </div>
  )
}

function conversationTopic(lane: string): Topic[] {
  return lane.startsWith('conversation:') ? [lane as Topic] : []
}

function mineOf(item: Pick<OutboxItem, 'args'>): Beside {
  const subject = subjectOf(item)
  const fields = (['title', 'name', 'text'] as const).flatMap((name) => {
    const text = subject[name]
    return text === undefined || text === '' ? [] : [{ name, text, atMs: null }]
  })
  // the only words of a message need no name
  return fields.length === 1 ? fields.map((field) => ({ ...field, name: '' })) : fields
}

function Version({ title, parts }: { title: string | null; parts: Beside }) {
  return (
    <section className="version" {...(title === null ? {} : { 'aria-label': title })}>
      {title !== null && <h3>{title}</h3>}
      {parts.map(({ name, text, atMs }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no ids and never move
        <div key={index} className="version-part">
          {name !== '' && (
            <p className="version-name" dir="auto">
              {FIELD_NAMES[name] ?? name}
              {atMs !== null && ` · ${timeOf(atMs)}`}
            </p>
          )}
          <UserText as="p" text={text} isSelectable className="version-text" />
        </div>
      ))}
    </section>
  )
}
