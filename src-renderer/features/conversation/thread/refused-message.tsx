import { OpId } from '#shared/base/ids.ts'
import type { Bubble, ConversationHeader } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { rejectionWords } from '../../outbox/rejection-words.ts'
import { timeOf } from '../../outbox/state-words.ts'
import { useWaysOut } from '../../outbox/use-ways-out.tsx'
import { waysOut } from '../../outbox/ways-out.ts'
import { WaysOutButtons } from '../../outbox/ways-out-buttons.tsx'
import type { Insertion } from '../composer/composing.ts'

interface RefusedMessageProps {
  bubble: Bubble
  header: ConversationHeader
  onEdit: (insertion: Insertion) => void
}

/** Below a message that the server refused: why, and what can be done with it. The text is never lost. */
export function RefusedMessage({ bubble, header, onEdit }: RefusedMessageProps) {
  const { text, attachments, engagement, rejection } = bubble
  const ways = useWaysOut({
    async onEdit({ opId }) {
      onEdit(engagement ? { text: '', engagementId: engagement.card.engagementId } : { text, attachments })
      await desk.act('outbox.discard', { opId })
    }
  })
  if (!rejection) return null
  const item = {
    // a message's id is the id of its Operation
    opId: OpId.parse(bubble.messageId),
    ...(engagement
      ? {
          type: 'engagement.send',
          args: { conversationId: header.conversationId, engagementId: engagement.card.engagementId }
        }
      : {
          type: 'message.send',
          args: {
            conversationId: header.conversationId,
            text,
            ...(attachments.length > 0 ? { attachments } : {})
          }
        }),
    state: 'rejected',
    readable: true,
    withdrawing: false,
    uploadShare: null,
    rejection
  } as const
  const prefix = rejection.code === 'needs_review' ? 'Needs review' : 'Not sent'
  return (
    <div className="refused-message" role="status">
      <span>
        {prefix}: {rejectionWords(rejection.code, rejection.detail, timeOf)}.
      </span>
      <span className="refused-message-acts">
        <WaysOutButtons ways={waysOut(item)} onGo={(does) => ways.go(does, item)} />
      </span>
      {ways.question}
    </div>
  )
}
