import './follower-side.css'
import { useLocale } from 'react-aria-components'
import type { ConversationId } from '#shared/base/ids.ts'
import type { FollowerPanel } from '#shared/features/conversation/views.ts'
import { OUTCOME_WORDS, TYPE_WORDS } from '#shared/features/engagement/words.ts'
import { useView } from '../../../bridge/use-view.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { StatusPill } from '../../../ui/status-pill.tsx'
import { UserText } from '../../../ui/user-text.tsx'

interface FollowerSideProps {
  conversationId: ConversationId
  onOpen: (conversationId: ConversationId) => void
}

/** The side panel: the follower's profile and their chats with other channels. */
export function FollowerSide({ conversationId, onOpen }: FollowerSideProps) {
  const topics = ['channels', `conversation:${conversationId}`] as const
  const panel = useView('conversation.panel', { conversationId }, topics)
  if (panel.error) {
    return (
      <ErrorState title="The profile could not be read" onRetry={panel.retry}>
        {panel.error}
      </ErrorState>
    )
  }
  if (!panel.data) return null
  return (
    <aside className="follower-side" aria-label="Follower">
      <Profile panel={panel.data} />
      <Engagements panel={panel.data} />
      <OtherChats panel={panel.data} onOpen={onOpen} />
    </aside>
  )
}

function Profile({ panel }: { panel: FollowerPanel }) {
  const { follower, channel, messages } = panel
  const { locale } = useLocale()
  const date = (atMs: number) => new Date(atMs).toLocaleDateString(locale, { dateStyle: 'medium' })
  const facts: [string, string][] = [
    ['Phone', follower.phone],
    ['E-mail', follower.email],
    ['City', follower.city],
    ['Language', languageName(follower.locale, locale)],
    ['Follows since', date(follower.followedSinceMs)],
    ['Channel', channel.name],
    ['Chat began', date(panel.conversationCreatedAtMs)],
    ['Messages', messages.toLocaleString(locale)]
  ]
  return (
    <section>
      <header className="follower-who">
        <Avatar name={follower.name} id={follower.id} size={40} />
        <UserText as="div" text={follower.name} isSelectable className="follower-name" />
      </header>
      <dl className="follower-facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="selectable" dir="auto">
                {value}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
  } catch {
    // not a language tag: what the platform sent is shown as it is
    return tag
  }
}

function Engagements({ panel }: { panel: FollowerPanel }) {
  return (
    <section>
      <h2>Engagements received</h2>
      {panel.engagements.length === 0 && <p className="follower-none">None yet.</p>}
      <ul aria-label="Engagements received">
        {panel.engagements.map((received) => (
          <li key={received.messageId} className="follower-engagement">
            <span className="follower-chat-line">
              <UserText text={received.title} isSingleLine />
              <RelativeTime atMs={received.outcomeAtMs} />
            </span>
            <span className="follower-chat-last">
              {TYPE_WORDS[received.type]} · {OUTCOME_WORDS[received.outcome]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OtherChats({ panel, onOpen }: { panel: FollowerPanel; onOpen: FollowerSideProps['onOpen'] }) {
  return (
    <section>
      <h2>Other chats</h2>
      {panel.otherConversations.length === 0 && <p className="follower-none">None with other channels.</p>}
      <ul>
        {panel.otherConversations.map((other) => (
          <li key={other.conversationId}>
            <button type="button" className="follower-chat" onClick={() => onOpen(other.conversationId)}>
              <span className="follower-chat-line">
                <UserText text={other.channelName} isSingleLine />
                <RelativeTime atMs={other.lastActivityMs} />
              </span>
              <UserText text={other.lastText} isSingleLine className="follower-chat-last" />
              <StatusPill
                status={other.status}
                variant="bare"
                {...(other.ownerName ? { agentName: other.ownerName } : {})}
              />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
