import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { TenantId } from '#shared/base/ids.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import type {
  Channel,
  Conversation,
  Follower,
  Message,
  Note
} from '#shared/features/conversation/entities.ts'
import { EngagementCard } from '#shared/features/engagement/content.ts'
import type {
  ChannelsTable,
  ConversationsTable,
  FollowersTable,
  MessagesTable,
  NotesTable
} from '../../storage/schema.ts'
import { readBarred, readEngagementTypes } from '../engagement/columns.ts'

/*
 * The tables' rows as the contract knows them, and back.
 */

export function toChannel(row: Selectable<ChannelsTable>): Channel {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    partnerName: row.partner_name,
    color: row.color,
    chatEnabled: row.chat_enabled === 1,
    ...readEngagementTypes(row.engagement_types),
    version: row.version
  }
}

export function toFollower(row: Selectable<FollowersTable>): Follower {
  return {
    id: row.id,
    name: row.name,
    phone: row.phone,
    email: row.email,
    locale: row.locale,
    city: row.city,
    followedSinceMs: row.followed_since_ms,
    ...readBarred(row.barred_engagements),
    version: row.version
  }
}

export function toConversation(row: Omit<ConversationsTable, 'last_message_id'>): Conversation {
  const { last_direction: direction, last_text: text, last_at_ms: atMs } = row
  return {
    id: row.id,
    channelId: row.channel_id,
    followerId: row.follower_id,
    status: row.status,
    ownerId: row.owner_id,
    ownerVersion: row.owner_version,
    ownedAtMs: row.owned_at_ms,
    inboundSeq: row.inbound_seq,
    lastPosition: row.last_position,
    deliveredPosition: row.delivered_position,
    lastMessage: direction !== null && text !== null && atMs !== null ? { direction, text, atMs } : null,
    createdAtMs: row.created_at_ms,
    lastActivityMs: row.last_activity_ms,
    version: row.version
  }
}

export function fromConversation(
  tenantId: TenantId,
  conversation: Conversation
): Omit<ConversationsTable, 'last_message_id'> {
  return {
    tenant_id: tenantId,
    id: conversation.id,
    channel_id: conversation.channelId,
    follower_id: conversation.followerId,
    status: conversation.status,
    owner_id: conversation.ownerId,
    owner_version: conversation.ownerVersion,
    owned_at_ms: conversation.ownedAtMs,
    inbound_seq: conversation.inboundSeq,
    last_position: conversation.lastPosition,
    delivered_position: conversation.deliveredPosition,
    last_direction: conversation.lastMessage?.direction ?? null,
    last_text: conversation.lastMessage?.text ?? null,
    last_at_ms: conversation.lastMessage?.atMs ?? null,
    created_at_ms: conversation.createdAtMs,
    last_activity_ms: conversation.lastActivityMs,
    version: conversation.version
  }
}

export function toMessage(row: Omit<MessagesTable, 'previous_id'>): Message {
  const message: Message = {
    id: row.id,
    conversationId: row.conversation_id,
    position: row.position,
    direction: row.direction,
    authorId: row.author_id,
    text: row.text,
    attachments: row.attachments === null ? [] : z.array(Attachment).parse(JSON.parse(row.attachments)),
    sentAtMs: row.sent_at_ms
  }
  // not spread into it: such objects take JSON almost twice as long, and a first copy has very many
  if (row.engagement !== null) message.engagement = EngagementCard.parse(JSON.parse(row.engagement))
  return message
}

export function toNote(row: Selectable<NotesTable>): Note {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    afterPosition: row.after_position,
    authorId: row.author_id,
    text: row.text,
    transferredToId: row.transferred_to_id,
    writtenAtMs: row.written_at_ms
  }
}
