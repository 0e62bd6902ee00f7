import { Avatar } from '../avatar.tsx'
import { Badge } from '../badge.tsx'
import { MessageStateIcon } from '../message-state-icon.tsx'
import { RelativeTime } from '../relative-time.tsx'
import { StatusPill } from '../status-pill.tsx'
import { UserText } from '../user-text.tsx'
import type { ExampleChat } from './example-chats.ts'

export function ExampleRow({ chat }: { chat: ExampleChat }) {
  return (
    <div className="scene-row">
      <Avatar name={chat.name} />
      <div className="scene-row-text">
        <div className="scene-row-line">
          <strong className="scene-row-name">
            <UserText text={chat.name} isSingleLine />
          </strong>
          <span className="scene-muted">
            <RelativeTime atMs={chat.atMs} />
          </span>
        </div>
        <div className="scene-row-line">
          <span className="scene-row-name scene-muted">
            <UserText text={chat.last} isSingleLine />
          </span>
          <Badge count={chat.unread} tone="accent" label={`${chat.unread} unread`} />
          <StatusPill
            status={chat.status}
            variant="bare"
            {...(chat.agentName === undefined ? {} : { agentName: chat.agentName })}
          />
        </div>
      </div>
    </div>
  )
}

const messages = [
  { id: 1, own: false, text: 'Hello! Is the oat milk promo still on?' },
  { id: 2, own: true, text: 'Hi Amal, yes: until Sunday, in all three shops.', state: 'delivered' },
  { id: 3, own: false, text: 'وهل يمكنني استخدامه مرتين؟' },
  {
    id: 4,
    own: true,
    text: 'Once per person. I am sending you a coupon for your next visit, that one works together with the promo.',
    state: 'sent'
  },
  { id: 5, own: true, text: 'It is valid for thirty days.', state: 'waiting' }
] as const

export function ExampleThread() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller without controls must be reachable to be scrolled
    <section className="scene-thread" aria-label="Conversation" tabIndex={0}>
      {messages.map((message) => (
        <div key={message.id} className="scene-message" data-own={message.own || undefined}>
          <UserText text={message.text} as="p" isSelectable className="scene-bubble" />
          {message.own && <MessageStateIcon state={message.state} />}
        </div>
      ))}
    </section>
  )
}
