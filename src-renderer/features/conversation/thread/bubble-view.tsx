import { memo } from 'react'
import { useLocale } from 'react-aria-components'
import type { Bubble, ConversationHeader } from '#shared/features/conversation/views.ts'
import { MessageStateIcon } from '../../../ui/message-state-icon.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { MessageFiles } from '../../attachment/message-files.tsx'
import { timeOf } from '../../outbox/state-words.ts'
import type { Insertion } from '../composer/composing.ts'
import { RefusedMessage } from './refused-message.tsx'
import type { Placed } from './thread-state.ts'

interface BubbleViewProps {
  placed: Placed
  header: ConversationHeader
  dayText: string | null
  onEditRefused: (insertion: Insertion) => void
}

/** One message with what stands above it (day, "new", its author) and where it is on its way. */
export const BubbleView = memo(function BubbleView({
  placed,
  header,
  dayText,
  onEditRefused
}: BubbleViewProps) {
  const { bubble, continuesTurn, startsNew } = placed
  const authorName = bubble.direction === 'in' ? header.follower.name : (bubble.author?.name ?? 'A colleague')
  return (
    <li className="thread-item" data-continues={continuesTurn}>
      {dayText && (
        <div className="thread-day">
          <span>{dayText}</span>
        </div>
      )}
      {startsNew && (
        <div className="thread-new">
          <span>New since you left</span>
        </div>
      )}
      <div className="bubble-row" data-direction={bubble.direction}>
        <div className="bubble" data-state={bubble.sendState ?? undefined}>
          {!continuesTurn && bubble.direction === 'out' && !bubble.author?.isMe && (
            <span className="bubble-author" dir="auto">
              {authorName}
            </span>
          )}
          <VisuallyHidden>{bubble.author?.isMe ? 'You' : authorName}: </VisuallyHidden>
          {bubble.attachments.length > 0 && (
            <MessageFiles
              conversationId={header.conversationId}
              files={bubble.attachments}
              uploadShare={bubble.uploadShare}
            />
          )}
          {bubble.text !== '' && (
            <UserText as="div" text={bubble.text} isSelectable className="bubble-text" />
          )}
          <span className="bubble-foot">
            <BubbleTime atMs={bubble.atMs} />
            <OwnState bubble={bubble} />
          </span>
        </div>
      </div>
      {bubble.sendState === 'refused' && bubble.rejection && (
        <RefusedMessage bubble={bubble} header={header} onEdit={onEditRefused} />
      )}
    </li>
  )
})

function BubbleTime({ atMs }: { atMs: number }) {
  const { locale } = useLocale()
  const showAbsolute = (event: { currentTarget: HTMLTimeElement }) => {
    event.currentTarget.title = new Date(atMs).toLocaleString(locale, {
      dateStyle: 'full',
      timeStyle: 'medium'
    })
  }
  return (
    <time className="bubble-time" dateTime={new Date(atMs).toISOString()} onMouseEnter={showAbsolute}>
      {timeOf(atMs)}
    </time>
  )
}

function OwnState({ bubble }: { bubble: Bubble }) {
  if (!bubble.sendState || (bubble.author && !bubble.author.isMe)) return null
  const detail = bubble.nextAtMs === null ? undefined : timeOf(bubble.nextAtMs)
  return <MessageStateIcon state={bubble.sendState} {...(detail === undefined ? {} : { detail })} />
}
