import type { ConversationId } from '#shared/base/ids.ts'
import type { Channel, ConversationStatus, Follower } from '#shared/features/conversation/entities.ts'
import type {
  ChannelView,
  Colleague,
  ConversationHeader,
  FollowerPanel
} from '#shared/features/conversation/views.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'
import { barredOf, engagementTypesOf, receivedEngagements } from '../engagement/read.ts'
import { type DeskReader, hasMessage, ownerView } from './desk-reader.ts'
import { readOpenConversations } from './inbox-counts.ts'
import { overlayChatEnabled, overlayConversation, overlayRead } from './overlay.ts'

interface StoredHeader {
  channelId: string
  followerId: string
  status: ConversationStatus
  ownerId: string | null
  ownerVersion: number
  inboundSeq: number
  readSeq: number | null
  createdAtMs: number
  lastPosition: number
}

const HEADER = `SELECT c.channel_id AS channelId, c.follower_id AS followerId, c.status, c.owner_id AS ownerId,
    c.owner_version AS ownerVersion, c.inbound_seq AS inboundSeq, r.inbound_seq AS readSeq,
    c.created_at_ms AS createdAtMs, c.last_position AS lastPosition
  FROM conversations c LEFT JOIN read_marks r ON r.conversation_id = c.id
  WHERE c.id = ?`

const CHANNEL = `id, slug, name, partner_name AS partnerName, color, chat_enabled AS chatEnabled,
  engagement_types AS engagementTypes, version`

const FOLLOWER = `id, name, phone, email, locale, city, followed_since_ms AS followedSinceMs,
  barred_engagements AS barredEngagements, version`

type StoredChannel = Omit<Channel, 'chatEnabled' | 'engagementTypes'> & {
  chatEnabled: number
  engagementTypes: string | null
}
type StoredFollower = Omit<Follower, 'barredEngagements'> & { barredEngagements: string | null }

function channelOf({ chatEnabled, engagementTypes, ...rest }: StoredChannel): Channel {
  return { ...rest, chatEnabled: chatEnabled === 1, ...engagementTypesOf(engagementTypes) }
}

function followerOf({ barredEngagements, ...rest }: StoredFollower): Follower {
  return { ...rest, ...barredOf(barredEngagements) }
}

/** The conversation with its follower and channel; null when any of them is not here (yet, or any more). */
function read(db: ReadableDb, conversationId: string) {
  const stored = db.get<StoredHeader>(HEADER, conversationId)
  if (!stored) return null
  const channel = db.get<StoredChannel>(`SELECT ${CHANNEL} FROM channels WHERE id = ?`, stored.channelId)
  const follower = db.get<StoredFollower>(`SELECT ${FOLLOWER} FROM followers WHERE id = ?`, stored.followerId)
  return channel && follower ? { stored, channel: channelOf(channel), follower: followerOf(follower) } : null
}

/** What stands above a thread, and the bases that an act from there carries. */
export function conversationHeader(
  desk: DeskReader,
  conversationId: ConversationId
): ConversationHeader | null {
  const found = read(desk.db, conversationId)
  if (!found) return null
  const { stored, channel, follower } = found
  const lane = desk.rows.lane(`conversation:${conversationId}`)
  const over = overlayConversation(stored, lane, desk.me.userId, (id) => hasMessage(desk.db, id))
  return {
    conversationId,
    follower,
    channel,
    status: over.status,
    owner: ownerView(desk, over.ownerId, over.ownerId === null ? null : desk.names.user(over.ownerId)),
    pendingAct: over.pendingAct,
    ownerVersion: over.ownerVersion,
    inboundSeq: over.inboundSeq,
    readInboundSeq: overlayRead(desk.rows, conversationId, stored.readSeq ?? 0),
    refusedAct: over.refusedAct
  }
}

const OTHERS = `SELECT c.id AS conversationId, h.name AS channelName, c.status, u.name AS ownerName,
    c.last_text AS lastText, c.last_activity_ms AS lastActivityMs
  FROM conversations c LEFT JOIN channels h ON h.id = c.channel_id LEFT JOIN users u ON u.id = c.owner_id
  WHERE c.follower_id = ? AND c.id <> ? ORDER BY c.last_activity_ms DESC LIMIT 50`

interface StoredOther {
  conversationId: ConversationId
  channelName: string | null
  status: ConversationStatus
  ownerName: string | null
  lastText: string | null
  lastActivityMs: number
}

/** Who the follower is, and their other chats. */
export function followerPanel(desk: DeskReader, conversationId: ConversationId): FollowerPanel | null {
  const found = read(desk.db, conversationId)
  if (!found) return null
  const others = desk.db.all<StoredOther>(OTHERS, found.stored.followerId, conversationId)
  return {
    follower: found.follower,
    channel: found.channel,
    conversationCreatedAtMs: found.stored.createdAtMs,
    messages: found.stored.lastPosition,
    engagements: receivedEngagements(desk.db, found.stored.followerId),
    otherConversations: others.map((other) => ({
      ...other,
      channelName: other.channelName ?? '',
      lastText: other.lastText ?? ''
    }))
  }
}

/** All channels by name, with how many conversations are open in each. */
export function channelViews(desk: DeskReader): ChannelView[] {
  const open = readOpenConversations(desk.db)
  return desk.db.all<StoredChannel>(`SELECT ${CHANNEL} FROM channels ORDER BY name, id`).map((stored) => {
    const channel = channelOf(stored)
    const pending = overlayChatEnabled(desk.rows, channel.id)
    return {
      ...channel,
      pendingChatEnabled: pending === channel.chatEnabled ? null : pending,
      openConversations: open.get(channel.id) ?? 0
    }
  })
}

/** Everybody else who may sign in, by name. */
export function colleagues(desk: DeskReader): Colleague[] {
  return desk.db.all<Colleague>(
    'SELECT id AS userId, name FROM users WHERE active = 1 AND id <> ? ORDER BY name, id',
    desk.me.userId
  )
}
