import './follower-side.css'
import type { ReactNode } from 'react'
import { useLocale } from 'react-aria-components'
import type { ConversationId } from '#shared/base/ids.ts'
import type { PanelPart, Settings } from '#shared/contract/ipc.ts'
import type { FollowerPanel } from '#shared/features/conversation/views.ts'
import { OUTCOME_WORDS, TYPE_WORDS } from '#shared/features/engagement/words.ts'
import { desk } from '../../../bridge/desk.ts'
import { useView } from '../../../bridge/use-view.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Count } from '../../../ui/badge.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { StatusPill } from '../../../ui/status-pill.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import type { ThreadPlace } from '../search/hits.ts'

interface FollowerSideProps {
  conversationId: ConversationId
  folded: Settings['foldedParts']
  onOpen: (conversationId: ConversationId) => void
  onOpenPlace: (place: ThreadPlace) => void
}

/** The side panel: the follower's profile, what they were sent, and their chats with other channels; each part can be folded. */
export function FollowerSide({ conversationId, folded, onOpen, onOpenPlace }: FollowerSideProps) {
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
  const { follower, engagements, otherConversations } = panel.data
  const fold = (part: PanelPart, isFolded: boolean) => {
    const others = folded.filter((one) => one !== part)
    void desk.act('settings.save', { foldedParts: isFolded ? [...others, part] : others })
  }
  const foldable = { folded, onFold: fold }
  return (
    <aside className="follower-side" aria-label="Follower">
      <header className="follower-who">
        <Avatar name={follower.name} id={follower.id} size={40} />
        <UserText as="div" text={follower.name} isSelectable className="follower-name" />
      </header>
      <Part part="profile" title="Profile" {...foldable}>
        <Profile panel={panel.data} />
      </Part>
      <Part part="engagements" title="Engagements received" count={engagements.length} {...foldable}>
        <Engagements panel={panel.data} onOpenPlace={onOpenPlace} />
      </Part>
      <Part part="chats" title="Other chats" count={otherConversations.length} {...foldable}>
        <OtherChats panel={panel.data} onOpen={onOpen} />
      </Part>
    </aside>
  )
}

interface PartProps {
  part: PanelPart
  title: string
  count?: number
  folded: Settings['foldedParts']
  onFold: (part: PanelPart, isFolded: boolean) => void
  children: ReactNode
}

function Part({ part, title, count, folded, onFold, children }: PartProps) {
  return (
    <Disclosure
      level={2}
      title={title}
      isExpanded={!folded.includes(part)}
      onExpandedChange={(isExpanded) => onFold(part, !isExpanded)}
      {...(count ? { end: <Count count={count} /> } : {})}
    >
      <div className="follower-part">{children}</div>
    </Disclosure>
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

interface EngagementsProps {
  panel: FollowerPanel
  onOpenPlace: FollowerSideProps['onOpenPlace']
}

/** What the follower was sent, each one leading to its message. */
function Engagements({ panel: { engagements }, onOpenPlace }: EngagementsProps) {
  if (engagements.length === 0) return <p className="follower-none">None yet.</p>
  return (
    <ul aria-label="Engagements received">
      {engagements.map(({ messageId, conversationId, position, ...received }) => (
        <li key={messageId}>
          <button
            type="button"
            className="follower-chat"
            disabled={position === null}
            onClick={() => position !== null && onOpenPlace({ conversationId, position, item: messageId })}
          >
            <span className="follower-chat-line">
              <UserText text={received.title} isSingleLine />
              <RelativeTime atMs={received.outcomeAtMs} />
            </span>
            <span className="follower-chat-last">
              {TYPE_WORDS[received.type]} · {OUTCOME_WORDS[received.outcome]}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface OtherChatsProps {
  panel: FollowerPanel
  onOpen: FollowerSideProps['onOpen']
}

function OtherChats({ panel: { otherConversations }, onOpen }: OtherChatsProps) {
  if (otherConversations.length === 0) return <p className="follower-none">None with other channels.</p>
  return (
    <ul aria-label="Other chats">
      {otherConversations.map((other) => (
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
  )
}
