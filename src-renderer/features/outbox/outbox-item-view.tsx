import { FileText, MessagesSquare, Paperclip } from 'lucide-react'
import { useId } from 'react'
import { useLocale } from 'react-aria-components'
import type { ConversationId, OpId } from '#shared/base/ids.ts'
import type { OutboxItem, SyncStatus } from '#shared/sync/status.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { absoluteTime } from '../../ui/time-text.ts'
import { UserText } from '../../ui/user-text.tsx'
import { BothVersions } from './both-versions.tsx'
import { describe } from './describe.ts'
import { explain } from './explain.ts'
import { KEYS } from './keys.ts'
import { stateWords } from './state-words.ts'
import { subjectOf } from './subject.ts'
import type { Way } from './ways-out.ts'
import { waysOut } from './ways-out.ts'
import { WaysOutButtons } from './ways-out-buttons.tsx'

interface OutboxItemViewProps {
  item: OutboxItem
  status: SyncStatus | undefined
  onGo: (way: Way['does']) => void
  onShow: (opId: OpId) => void
  onOpenConversation: (conversationId: ConversationId) => void
}

/** One unsettled Operation whole: why it waits, what stands against it, and every way out. */
export function OutboxItemView({ item, status, onGo, onShow, onOpenConversation }: OutboxItemViewProps) {
  const { title, conversationId } = describe(item)
  const { locale } = useLocale()
  const headingId = useId()
  const { heldBy } = item
  const ways = waysOut(item)
  return (
    <section className="outbox-item" aria-labelledby={headingId}>
      <header className="outbox-item-header">
        <h2 id={headingId}>
          <UserText text={item.about === null ? title : `${title}: ${item.about}`} />
        </h2>
        <p className="outbox-item-when">
          Written{' '}
          <time dateTime={new Date(item.createdAtMs).toISOString()}>
            {absoluteTime(item.createdAtMs, locale)}
          </time>
        </p>
      </header>
      <div className="outbox-item-why" data-refused={item.state === 'rejected'}>
        <p className="outbox-item-state">{stateWords(item, status?.link)}.</p>
        <p>{explain(item, status)}</p>
        {heldBy && (
          <Button size="s" onPress={() => onShow(heldBy)}>
            Show what it waits for
          </Button>
        )}
        {item.uploadShare !== null && item.uploadShare < 1 && (
          <ProgressBar label="Files uploaded" fraction={item.uploadShare} />
        )}
      </div>
      <BothVersions item={item} />
      <Files item={item} />
      <div className="outbox-item-acts">
        <WaysOutButtons ways={ways} onGo={onGo} hasKeys />
        {conversationId && (
          <Button
            size="s"
            variant="quiet"
            icon={MessagesSquare}
            onPress={() => onOpenConversation(conversationId)}
          >
            Open chat
          </Button>
        )}
      </div>
      <p className="outbox-item-keys">
        <span>
          <Kbd keys="J" /> <Kbd keys="K" /> Walk the list
        </span>
        {ways.map(({ does, label }) => {
          const key = KEYS[does]
          return (
            key && (
              <span key={does}>
                <Kbd keys={key} /> {label.replace('…', '')}
              </span>
            )
          )
        })}
        {conversationId && (
          <span>
            <Kbd keys="Enter" /> Open chat
          </span>
        )}
      </p>
    </section>
  )
}

function Files({ item }: { item: OutboxItem }) {
  const { attachments = [] } = subjectOf(item)
  if (attachments.length === 0) return null
  return (
    <ul className="outbox-item-files" aria-label="Files">
      {attachments.map(({ sha256, name }) => (
        <li key={sha256}>
          <Icon glyph={attachments.length > 1 ? FileText : Paperclip} size={14} />
          <UserText text={name} isSingleLine />
        </li>
      ))}
    </ul>
  )
}
