import type { ConversationId, EngagementId, FollowerId, MessageId, TenantId } from '#shared/base/ids.ts'
import type { Conversation } from '#shared/features/conversation/entities.ts'
import type { Recipient } from '#shared/features/engagement/availability.ts'
import { EngagementCard } from '#shared/features/engagement/content.ts'
import type { Engagement, EngagementOutcome, SentEngagement } from '#shared/features/engagement/entities.ts'
import { furthest } from '#shared/features/engagement/outcome.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import { readBarred, readEngagementTypes } from './columns.ts'
import { fromEngagement, fromSent, toEngagement, toSent } from './rows.ts'

export async function engagementById(
  db: ReadTx,
  tenantId: TenantId,
  id: EngagementId
): Promise<Engagement | null> {
  const row = await db
    .selectFrom('engagements')
    .select('body')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toEngagement(row) : null
}

/** Writes an engagement, new or changed. */
export async function saveEngagement(tx: Tx, tenantId: TenantId, engagement: Engagement): Promise<void> {
  const row = fromEngagement(tenantId, engagement)
  const { tenant_id: _tenant, id: _id, ...changeable } = row
  await tx
    .insertInto('engagements')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(changeable))
    .execute()
}

/** What the availability of an engagement depends on besides itself. */
export async function recipientOf(
  db: ReadTx,
  tenantId: TenantId,
  { channelId, followerId }: Pick<Conversation, 'channelId' | 'followerId'>,
  engagementId: EngagementId,
  nowMs: number
): Promise<Recipient> {
  const channel = await db
    .selectFrom('channels')
    .select('engagement_types')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', channelId)
    .executeTakeFirstOrThrow()
  const follower = await db
    .selectFrom('followers')
    .select('barred_engagements')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', followerId)
    .executeTakeFirstOrThrow()
  return {
    channelId,
    ...readEngagementTypes(channel.engagement_types),
    ...readBarred(follower.barred_engagements),
    outcome: await outcomeOf(db, tenantId, followerId, engagementId),
    nowMs
  }
}

/** How far a follower has come with an engagement, by whichever message it came; null when it never went to them. */
async function outcomeOf(
  db: ReadTx,
  tenantId: TenantId,
  followerId: FollowerId,
  engagementId: EngagementId
): Promise<EngagementOutcome | null> {
  const rows = await db
    .selectFrom('sent_engagements')
    .select('outcome')
    .where('tenant_id', '=', tenantId)
    .where('follower_id', '=', followerId)
    .where('engagement_id', '=', engagementId)
    .execute()
  return furthest(rows.map(({ outcome }) => outcome))
}

/** Whether a follower has redeemed an engagement, by whichever message it came. */
export async function hasRedeemed(
  db: ReadTx,
  tenantId: TenantId,
  followerId: FollowerId,
  engagementId: EngagementId
): Promise<boolean> {
  return (await outcomeOf(db, tenantId, followerId, engagementId)) === 'redeemed'
}

export async function sentById(
  db: ReadTx,
  tenantId: TenantId,
  id: MessageId
): Promise<SentEngagement | null> {
  const row = await db
    .selectFrom('sent_engagements')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toSent(row) : null
}

/** The engagement that a message brings, as it was when it was sent. */
export async function cardOfMessage(
  db: ReadTx,
  tenantId: TenantId,
  id: MessageId
): Promise<EngagementCard | null> {
  const row = await db
    .selectFrom('messages')
    .select('engagement')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.engagement ? EngagementCard.parse(JSON.parse(row.engagement)) : null
}

/** What a follower was sent up to a position of a conversation and had not been shown. */
export async function unseenUpTo(
  db: ReadTx,
  tenantId: TenantId,
  followerId: FollowerId,
  conversationId: ConversationId,
  position: number
): Promise<SentEngagement[]> {
  const rows = await db
    .selectFrom('sent_engagements as s')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('follower_id', '=', followerId)
    .where('conversation_id', '=', conversationId)
    .where('outcome', '=', 'sent')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('messages')
          .select('messages.id')
          .whereRef('messages.tenant_id', '=', 's.tenant_id')
          .whereRef('messages.id', '=', 's.id')
          .where('messages.position', '<=', position)
      )
    )
    .execute()
  return rows.map(toSent)
}

/** Writes what became of a sent engagement, new or changed. */
export async function saveSent(tx: Tx, tenantId: TenantId, sent: SentEngagement): Promise<void> {
  const row = fromSent(tenantId, sent)
  await tx
    .insertInto('sent_engagements')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'id'])
        .doUpdateSet({ outcome: row.outcome, outcome_at_ms: row.outcome_at_ms, version: row.version })
    )
    .execute()
}
