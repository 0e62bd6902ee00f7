import type { ChannelId, ConversationId, FollowerId, TenantId, UserId } from '#shared/base/ids.ts'
import type { ReadTx } from '../../storage/storage.ts'
import type { FollowerSeat } from '../conversation/follower-write.ts'

/** As much of a conversation as decides who hears of what is done there. */
export interface Place {
  channelId: ChannelId
  followerId: FollowerId
  ownerId: UserId | null
  status: 'unanswered' | 'active' | 'finished'
  chatEnabled: boolean
}

/** A conversation of this tenant; null for what is none. */
export async function placeOf(
  db: ReadTx,
  tenantId: TenantId,
  conversationId: ConversationId
): Promise<Place | null> {
  const row = await db
    .selectFrom('conversations')
    .innerJoin('channels', (join) =>
      join
        .onRef('channels.tenant_id', '=', 'conversations.tenant_id')
        .onRef('channels.id', '=', 'conversations.channel_id')
    )
    .select([
      'conversations.channel_id as channelId',
      'conversations.follower_id as followerId',
      'conversations.owner_id as ownerId',
      'conversations.status as status',
      'channels.chat_enabled as chatEnabled'
    ])
    .where('conversations.tenant_id', '=', tenantId)
    .where('conversations.id', '=', conversationId)
    .executeTakeFirst()
  return row ? { ...row, chatEnabled: row.chatEnabled === 1 } : null
}

/** The conversation of a follower with a channel; null before the first message. */
export async function conversationOfSeat(db: ReadTx, seat: FollowerSeat): Promise<ConversationId | null> {
  const row = await db
    .selectFrom('conversations')
    .select('id')
    .where('tenant_id', '=', seat.tenantId)
    .where('channel_id', '=', seat.channel.id)
    .where('follower_id', '=', seat.followerId)
    .executeTakeFirst()
  return row?.id ?? null
}

/** A colleague's name. */
export async function nameOf(db: ReadTx, tenantId: TenantId, userId: UserId): Promise<string> {
  const row = await db
    .selectFrom('users')
    .select('name')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .executeTakeFirst()
  return row?.name ?? ''
}
