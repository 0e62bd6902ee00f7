import type { ConversationId, FollowerId } from '#shared/base/ids.ts'
import type { ConversationStatus, Direction } from '#shared/features/conversation/entities.ts'
import { previewOf } from '#shared/features/conversation/rules.ts'
import type { InboxRow } from '#shared/features/conversation/views.ts'
import { titleOf } from '#shared/features/engagement/content.ts'
import { engagementById } from '../engagement/read.ts'
import { type DeskReader, hasMessage, ownerView } from './desk-reader.ts'
import { overlayConversation, overlayRead } from './overlay.ts'

/** A conversation as the inbox's queries read it. */
export interface StoredRow {
  id: ConversationId
  channelId: string
  followerId: FollowerId
  followerName: string
  status: ConversationStatus
  ownerId: string | null
  inboundSeq: number
  lastDirection: Direction | null
  lastText: string | null
  lastActivityMs: number
  unread: number
}

/** The same with what an Overlay needs besides. */
export interface StoredRowWithOwner extends StoredRow {
  ownerVersion: number
}

export const STORED_ROW = `c.id, c.channel_id AS channelId, c.follower_id AS followerId,
  c.follower_name AS followerName, c.status, c.owner_id AS ownerId, c.inbound_seq AS inboundSeq,
  c.last_direction AS lastDirection, c.last_text AS lastText, c.last_activity_ms AS lastActivityMs, c.unread`

/** A conversation of which only read marks may be unsettled. */
export function settledRow(desk: DeskReader, stored: StoredRow): InboxRow {
  const channel = desk.names.channel(stored.channelId)
  const { ownerId } = stored
  return {
    conversationId: stored.id,
    followerId: stored.followerId,
    followerName: stored.followerName,
    channelName: channel.name,
    channelColor: channel.color,
    status: stored.status,
    owner: ownerId === null ? null : ownerView(desk, ownerId, desk.names.user(ownerId)),
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
}

/** A conversation with everything unsettled laid over it. */
export function overlaidRow(desk: DeskReader, stored: StoredRowWithOwner): InboxRow {
  const row = settledRow(desk, stored)
  const lane = desk.rows.lane(`conversation:${stored.id}`)
  if (lane.length === 0) return row

  const over = overlayConversation(stored, lane, desk.me.userId, (id) => hasMessage(desk.db, id))
  row.status = over.status
  if (over.ownerId !== stored.ownerId) {
    row.owner = ownerView(desk, over.ownerId, over.ownerId === null ? null : desk.names.user(over.ownerId))
  }
  row.pendingAct = over.pendingAct
  row.needsAttention = over.needsAttention
  if (over.lastSend) {
    const { args, createdAtMs, state } = over.lastSend
    row.lastMessage = {
      direction: 'out',
      text:
        'engagementId' in args
          ? engagementTitle(desk, args.engagementId)
          : previewOf(args.text, args.attachments),
      unsent: state !== 'accepted'
    }
    row.lastActivityMs = Math.max(stored.lastActivityMs, createdAtMs)
  }
  return row
}

function engagementTitle(desk: DeskReader, engagementId: string): string {
  const engagement = engagementById(desk.db, engagementId)
  return engagement ? titleOf(engagement.content) : 'Engagement'
}

function unreadOf(desk: DeskReader, stored: StoredRow): number {
  if (stored.unread === 0) return 0
  const readSeq = overlayRead(desk.rows, stored.id, stored.inboundSeq - stored.unread)
  return Math.max(0, stored.inboundSeq - readSeq)
}
