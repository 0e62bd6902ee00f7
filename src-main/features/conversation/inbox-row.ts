import type { ChannelId, ConversationId, FollowerId } from '#shared/base/ids.ts'
import type { ConversationStatus, Direction } from '#shared/features/conversation/entities.ts'
import { callsAgent, previewOf } from '#shared/features/conversation/rules.ts'
import type { InboxRow } from '#shared/features/conversation/views.ts'
import type { OutboxRow } from '../../outbox/outbox-row.ts'
import { type DeskReader, hasMessage, ownerView } from './desk-reader.ts'
import { overlayConversation, overlayRead } from './overlay.ts'

/** A conversation as the inbox's queries read it. */
export interface StoredRow {
  id: ConversationId
  channelId: ChannelId
  followerId: FollowerId
  followerName: string
  channelName: string | null
  channelColor: number | null
  status: ConversationStatus
  ownerId: string | null
  ownerName: string | null
  ownerVersion: number
  inboundSeq: number
  lastDirection: Direction | null
  lastText: string | null
  lastActivityMs: number
  unread: number
}

export const STORED_ROW_COLUMNS = `c.id, c.channel_id AS channelId, c.follower_id AS followerId,
  c.follower_name AS followerName, h.name AS channelName, h.color AS channelColor, c.status, c.owner_id AS ownerId,
  u.name AS ownerName, c.owner_version AS ownerVersion, c.inbound_seq AS inboundSeq,
  c.last_direction AS lastDirection, c.last_text AS lastText, c.last_activity_ms AS lastActivityMs, c.unread`

export const STORED_ROW_JOINS = `LEFT JOIN channels h ON h.id = c.channel_id LEFT JOIN users u ON u.id = c.owner_id`

/** A row with everything unsettled laid over it. */
export function inboxRow(desk: DeskReader, stored: StoredRow): InboxRow {
  const lane = desk.rows.lane(`conversation:${stored.id}`)
  const row: InboxRow = {
    conversationId: stored.id,
    followerId: stored.followerId,
    followerName: stored.followerName,
    channelName: stored.channelName ?? '',
    channelColor: stored.channelColor ?? 0,
    status: stored.status,
    owner: ownerView(desk, stored.ownerId, stored.ownerName),
    pendingAct: null,
    lastMessage:
      stored.lastDirection === null
        ? null
        : { direction: stored.lastDirection, text: stored.lastText ?? '', unsent: false },
    lastActivityMs: stored.lastActivityMs,
    unread: unreadOf(desk, stored),
    hasDraft: desk.drafts.has(stored.id),
    needsAttention: false
  }
  if (lane.length > 0) layOver(desk, stored, lane, row)
  if (!callsAgent(row.status, row.owner?.isMe === true)) row.unread = 0
  return row
}

function layOver(desk: DeskReader, stored: StoredRow, lane: readonly OutboxRow[], row: InboxRow): void {
  const over = overlayConversation(stored, lane, desk.me.userId, (id) => hasMessage(desk.db, id))
  row.status = over.status
  if (over.ownerId !== stored.ownerId) {
    row.owner = ownerView(desk, over.ownerId, over.ownerId === desk.me.userId ? desk.me.name : null)
  }
  row.pendingAct = over.pendingAct
  row.needsAttention = over.needsAttention
  if (over.lastSend) {
    const { args, createdAtMs, state } = over.lastSend
    row.lastMessage = { direction: 'out', text: previewOf(args.text), unsent: state !== 'accepted' }
    row.lastActivityMs = Math.max(stored.lastActivityMs, createdAtMs)
  }
}

function unreadOf(desk: DeskReader, stored: StoredRow): number {
  if (stored.unread === 0) return 0
  const readSeq = overlayRead(desk.rows, stored.id, stored.inboundSeq - stored.unread)
  return Math.max(0, stored.inboundSeq - readSeq)
}
