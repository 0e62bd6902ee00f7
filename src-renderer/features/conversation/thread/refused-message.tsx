import { OpId } from '#shared/base/ids.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import type { Bubble, ConversationHeader } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { Button } from '../../../ui/button.tsx'
import { useToasts } from '../../../ui/toast.tsx'
import { rejectionWords } from '../../outbox/rejection-words.ts'
import { timeOf } from '../../outbox/state-words.ts'
import type { Insertion } from '../composer/composing.ts'

interface RefusedMessageProps {
  bubble: Bubble
  header: ConversationHeader
  onEdit: (insertion: Insertion) => void
}

/** Below a message that the server refused: why, and what can be done with it. The text is never lost. */
export function RefusedMessage({ bubble, header, onEdit }: RefusedMessageProps) {
  const toasts = useToasts()
  if (!bubble.rejection) return null
  // a message's id is the id of its Operation
  const opId = OpId.parse(bubble.messageId)
  const { code, detail } = bubble.rejection
  const isTaken = code === 'already_taken'
  const retry = async () => {
    const args = {
      conversationId: header.conversationId,
      text: bubble.text,
      ...(bubble.attachments.length > 0 ? { attachments: bubble.attachments } : {}),
      ...(isTaken ? { takeOver: true } : {})
    }
    const outcome = await desk.act('outbox.retry', {
      opId,
      base: { version: header.ownerVersion, inboundSeq: header.inboundSeq },
      args: messageSend.args.parse(args)
    })
    if (!outcome.ok) toasts.show({ text: outcome.message, tone: 'danger' })
  }
  const edit = async () => {
    onEdit({ text: bubble.text, attachments: bubble.attachments })
    await desk.act('outbox.discard', { opId })
  }
  return (
    <div className="refused-message" role="status">
      <span>Not sent: {rejectionWords(code, detail, timeOf)}.</span>
      <span className="refused-message-acts">
        <Button size="s" onPress={() => void retry()}>
          {isTaken ? 'Take over and send' : code === 'needs_review' ? 'Send anyway' : 'Retry'}
        </Button>
        <Button size="s" variant="quiet" onPress={() => void edit()}>
          Edit
        </Button>
        <Button size="s" variant="quiet" onPress={() => void desk.act('outbox.discard', { opId })}>
          Discard
        </Button>
      </span>
    </div>
  )
}
