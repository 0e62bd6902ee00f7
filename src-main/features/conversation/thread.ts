import { z } from 'zod'
import type { MessageId } from '#shared/base/ids.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import type { Direction } from '#shared/features/conversation/entities.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import type { Bubble, ThreadArgs, ThreadPage } from '#shared/features/conversation/views.ts'
import { asksFor } from '../../outbox/outbox-row.ts'
import { refusedIn } from '../../outbox/rows-by-lane.ts'
import { type DeskReader, hasMessage, ownerView } from './desk-reader.ts'
import { postedState, sendStateOf } from './send-state.ts'

interface StoredMessage {
  id: MessageId
  position: number
  direction: Direction
  authorId: string | null
  text: string
  attachments: string | null
  sentAtMs: number
}

const PAGE = `SELECT id, position, direction, author_id AS authorId, text, attachments, sent_at_ms AS sentAtMs
  FROM messages WHERE conversation_key = ? AND position < ? ORDER BY position DESC LIMIT ?`

/** One page of a conversation, oldest first; what is not yet in the cache stands at the end of the newest page. */
export function threadPage(desk: DeskReader, args: z.infer<typeof ThreadArgs>): ThreadPage {
  const conversation = desk.db.get<{ key: number; delivered: number }>(
    'SELECT key, delivered_position AS delivered FROM conversations WHERE id = ?',
    args.conversationId
  )
  const stored = conversation
    ? desk.db.all<StoredMessage>(
        PAGE,
        conversation.key,
        args.before ?? Number.MAX_SAFE_INTEGER,
        args.limit + 1
      )
    : []
  const more = stored.length > args.limit
  if (more) stored.pop()
  const bubbles = stored.reverse().map((message) => postedBubble(desk, message, conversation?.delivered ?? 0))
  if (args.before === null) bubbles.push(...unsettledBubbles(desk, args.conversationId))
  return { bubbles, more }
}

function postedBubble(desk: DeskReader, message: StoredMessage, delivered: number): Bubble {
  const { id, position, direction, authorId, text, attachments, sentAtMs } = message
  return {
    messageId: id,
    position,
    direction,
    author: authorId === null ? null : ownerView(desk, authorId, desk.names.user(authorId)),
    text,
    attachments: attachments === null ? [] : z.array(Attachment).parse(JSON.parse(attachments)),
    uploadShare: null,
    atMs: sentAtMs,
    sendState: direction === 'in' ? null : postedState(position, delivered),
    rejection: null,
    nextAtMs: null
  }
}

function unsettledBubbles(desk: DeskReader, conversationId: string): Bubble[] {
  const lane = desk.rows.lane(`conversation:${conversationId}`)
  const refused = refusedIn(lane)
  const bubbles: Bubble[] = []
  for (const row of lane) {
    if (!asksFor(row, messageSend) || hasMessage(desk.db, row.opId)) continue
    const held = refused !== undefined && refused.place < row.place
    const sendState = sendStateOf(row, held, desk.nowMs())
    bubbles.push({
      messageId: row.opId as string as MessageId,
      position: null,
      direction: 'out',
      author: { ...desk.me, isMe: true },
      text: row.args.text,
      attachments: row.args.attachments ?? [],
      uploadShare: row.state === 'queued' ? desk.uploadShareOf(row) : null,
      atMs: row.createdAtMs,
      sendState,
      rejection: sendState === 'refused' ? row.rejection : null,
      nextAtMs: sendState === 'retrying' ? row.nextAtMs : null
    })
  }
  return bubbles
}
