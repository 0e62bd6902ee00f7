import { z } from 'zod'
import type { MessageId } from '#shared/base/ids.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import type { Direction } from '#shared/features/conversation/entities.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import type { Bubble, ThreadArgs, ThreadPage } from '#shared/features/conversation/views.ts'
import { titleOf } from '#shared/features/engagement/content.ts'
import { engagementSend } from '#shared/features/engagement/operations.ts'
import { asksFor, type OutboxRow } from '../../outbox/outbox-row.ts'
import { refusedIn } from '../../outbox/rows-by-lane.ts'
import { engagementById, sentCard } from '../engagement/read.ts'
import { type DeskReader, hasMessage, ownerView } from './desk-reader.ts'
import { postedState, sendStateOf } from './send-state.ts'
import { postedNotes, unsettledNotes } from './thread-notes.ts'

interface StoredMessage {
  id: MessageId
  position: number
  direction: Direction
  authorId: string | null
  text: string
  attachments: string | null
  engagement: string | null
  sentAtMs: number
}

const PAGE = `SELECT id, position, direction, author_id AS authorId, text, attachments, engagement, sent_at_ms AS sentAtMs
  FROM messages WHERE conversation_key = ? AND position < ? ORDER BY position DESC LIMIT ?`

const PAGE_AFTER = `SELECT id, position, direction, author_id AS authorId, text, attachments, engagement, sent_at_ms AS sentAtMs
  FROM messages WHERE conversation_key = ? AND position > ? ORDER BY position LIMIT ?`

interface StoredConversation {
  key: number
  delivered: number
  lastPosition: number
}

type Args = z.infer<typeof ThreadArgs>

/** One page of a conversation, oldest first; what is not yet in the cache stands at the end of the newest page. */
export function threadPage(desk: DeskReader, args: Args): ThreadPage {
  const conversation = desk.db.get<StoredConversation>(
    `SELECT key, delivered_position AS delivered, last_position AS lastPosition
     FROM conversations WHERE id = ?`,
    args.conversationId
  )
  const stored = conversation ? storedMessages(desk, conversation.key, args) : []
  const first = stored[0]?.position ?? 0
  const last = stored.at(-1)?.position ?? 0
  const newer = last < (conversation?.lastPosition ?? 0) && (args.after !== undefined || args.before !== null)
  const more = conversation !== undefined && hasOlder(desk, conversation.key, first)
  const bubbles = stored.map((message) => postedBubble(desk, message, conversation?.delivered ?? 0))
  const range = [more ? first : 0, newer ? last : Number.MAX_SAFE_INTEGER] as const
  const notes = conversation ? postedNotes(desk, conversation.key, range) : []
  if (!newer) {
    bubbles.push(...unsettledBubbles(desk, args.conversationId))
    notes.push(...unsettledNotes(desk, args.conversationId))
  }
  return { bubbles, notes, more, newer }
}

function storedMessages(desk: DeskReader, key: number, { before, after, limit }: Args): StoredMessage[] {
  if (after !== undefined) return desk.db.all<StoredMessage>(PAGE_AFTER, key, after, limit)
  const newest = before ?? Number.MAX_SAFE_INTEGER
  return desk.db.all<StoredMessage>(PAGE, key, newest, limit).reverse()
}

/** Position of the first message at or after a time, found by halves: later messages have later positions. */
export function positionAt(
  desk: DeskReader,
  { conversationId, atMs }: { conversationId: string; atMs: number }
): number | null {
  const conversation = desk.db.get<{ key: number; last: number }>(
    'SELECT key, last_position AS last FROM conversations WHERE id = ?',
    conversationId
  )
  if (!conversation) return null
  let low = 1
  let high = conversation.last + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const message = desk.db.get<{ atMs: number }>(
      'SELECT sent_at_ms AS atMs FROM messages WHERE conversation_key = ? AND position = ?',
      conversation.key,
      middle
    )
    if (message && message.atMs >= atMs) high = middle
    else low = middle + 1
  }
  return low > conversation.last ? null : low
}

function hasOlder(desk: DeskReader, key: number, position: number): boolean {
  return (
    desk.db.get(
      'SELECT 1 FROM messages WHERE conversation_key = ? AND position < ? LIMIT 1',
      key,
      position
    ) !== undefined
  )
}

function postedBubble(desk: DeskReader, message: StoredMessage, delivered: number): Bubble {
  const { id, position, direction, authorId, text, attachments, engagement, sentAtMs } = message
  return {
    messageId: id,
    position,
    direction,
    author: authorId === null ? null : ownerView(desk, authorId, desk.names.user(authorId)),
    text,
    attachments: attachments === null ? [] : z.array(Attachment).parse(JSON.parse(attachments)),
    ...(engagement !== null && { engagement: sentCard(desk.db, id, engagement) }),
    uploadShare: null,
    atMs: sentAtMs,
    sendState: direction === 'in' ? null : postedState(position, delivered),
    rejection: null,
    nextAtMs: null
  }
}

/** What a row will say to the follower; null for one that says nothing. */
function wordsOf(
  desk: DeskReader,
  row: OutboxRow
): Pick<Bubble, 'text' | 'attachments' | 'engagement'> | null {
  if (asksFor(row, messageSend)) return { text: row.args.text, attachments: row.args.attachments ?? [] }
  if (!asksFor(row, engagementSend)) return null
  const { engagementId } = row.args
  const engagement = engagementById(desk.db, engagementId)
  if (!engagement) return { text: 'An engagement that is no longer in the catalogue', attachments: [] }
  const { content } = engagement
  return {
    text: titleOf(content),
    attachments: [],
    engagement: { card: { engagementId, content }, outcome: 'sent' }
  }
}

function unsettledBubbles(desk: DeskReader, conversationId: string): Bubble[] {
  const lane = desk.rows.lane(`conversation:${conversationId}`)
  const refused = refusedIn(lane)
  const bubbles: Bubble[] = []
  for (const row of lane) {
    const words = wordsOf(desk, row)
    if (!words || hasMessage(desk.db, row.opId)) continue
    const held = refused !== undefined && refused.place < row.place
    const sendState = sendStateOf(row, held, desk.nowMs())
    bubbles.push({
      messageId: row.opId as string as MessageId,
      position: null,
      direction: 'out',
      author: { ...desk.me, isMe: true },
      ...words,
      uploadShare: row.state === 'queued' ? desk.uploadShareOf(row) : null,
      atMs: row.createdAtMs,
      sendState,
      rejection: sendState === 'refused' ? row.rejection : null,
      nextAtMs: sendState === 'retrying' ? row.nextAtMs : null
    })
  }
  return bubbles
}
