import { memo } from 'react'
import type { Bubble, ConversationHeader } from '#shared/features/conversation/views.ts'
import { OUTCOME_WORDS } from '#shared/features/engagement/words.ts'
import { MessageStateIcon } from '../../../ui/message-state-icon.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { MessageFiles } from '../../attachment/message-files.tsx'
import { EngagementCard } from '../../engagement/card/engagement-card.tsx'
import { timeOf } from '../../outbox/state-words.ts'
import type { Insertion } from '../composer/composing.ts'
import { BubbleTime } from './bubble-time.tsx'
import { MessageText } from './message-text.tsx'
import { RefusedMessage } from './refused-message.tsx'
import type { Placed } from './thread-items.ts'

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
    <li className="thread-item" data-continues={continuesTurn} data-item={bubble.messageId} tabIndex={-1}>
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
          {bubble.engagement ? (
            <EngagementCard card={bubble.engagement.card} />
          ) : (
            bubble.text !== '' && <MessageText text={bubble.text} />
          )}
          <span className="bubble-foot">
            {bubble.engagement && bubble.sendState !== 'queued' && (
              <span className="bubble-outcome">{OUTCOME_WORDS[bubble.engagement.outcome]}</span>
            )}
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

function OwnState({ bubble }: { bubble: Bubble }) {
  if (!bubble.sendState || (bubble.author && !bubble.author.isMe)) return null
  const detail = bubble.nextAtMs === null ? undefined : timeOf(bubble.nextAtMs)
  return <MessageStateIcon state={bubble.sendState} {...(detail === undefined ? {} : { detail })} />
}
