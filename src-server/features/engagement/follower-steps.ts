import type { ConversationId, FollowerId, MessageId, TenantId } from '#shared/base/ids.ts'
import type { FollowerEngagement } from '#shared/contract/wire.ts'
import type { EngagementContent } from '#shared/features/engagement/content.ts'
import type { EngagementOutcome, SentEngagement } from '#shared/features/engagement/entities.ts'
import type { DraftChange } from '../../feed/append.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import { sentEngagementChanged } from './changes.ts'
import { decideOutcome, redeemsItself, whyNotRedeemable } from './decide.ts'
import { cardOfMessage, hasRedeemed, saveSent, sentById, unseenUpTo } from './repository.ts'

/** What a follower did with an engagement, as far as it counts. */
export type StepOutcome =
  | { kind: 'done'; engagement: FollowerEngagement; changes: DraftChange[] }
  | { kind: 'unknown' }
  | { kind: 'refused'; message: string }

/** How an engagement stands for its follower: the title of a message stays at the desks. */
export function toFollowerEngagement(
  content: EngagementContent,
  { outcome, outcomeAtMs }: Pick<SentEngagement, 'outcome' | 'outcomeAtMs'>
): FollowerEngagement {
  return {
    content: content.type === 'message' ? { ...content, title: '' } : content,
    outcome,
    outcomeAtMs
  }
}

/** Notes that the follower's page has shown what came up to a position. */
export async function markSeen(
  tx: Tx,
  seat: { tenantId: TenantId; followerId: FollowerId },
  conversationId: ConversationId,
  position: number,
  nowMs: number
): Promise<DraftChange[]> {
  const { tenantId, followerId } = seat
  const changes: DraftChange[] = []
  for (const sent of await unseenUpTo(tx, tenantId, followerId, conversationId, position)) {
    const card = await cardOfMessage(tx, tenantId, sent.id)
    if (!card) continue
    const { content } = card
    const isUsed =
      redeemsItself(content) &&
      whyNotRedeemable(content, {
        hasRedeemed: await hasRedeemed(tx, tenantId, followerId, sent.engagementId),
        nowMs
      }) === null
    changes.push(...(await save(tx, tenantId, sent, isUsed ? 'redeemed' : 'seen', nowMs)))
  }
  return changes
}

/** What the follower does with an engagement of theirs: again and again is once. */
export async function takeStep(
  tx: Tx,
  { tenantId, followerId }: { tenantId: TenantId; followerId: FollowerId },
  messageId: MessageId,
  outcome: 'opened' | 'redeemed',
  nowMs: number
): Promise<StepOutcome> {
  const sent = await sentById(tx, tenantId, messageId)
  const card = sent && (await cardOfMessage(tx, tenantId, messageId))
  if (!sent || !card || sent.followerId !== followerId) return { kind: 'unknown' }
  if (outcome === 'redeemed' && sent.outcome !== 'redeemed') {
    const isUsed = await hasRedeemed(tx, tenantId, followerId, sent.engagementId)
    const message = whyNotRedeemable(card.content, { hasRedeemed: isUsed, nowMs })
    if (message !== null) return { kind: 'refused', message }
  }
  const changes = await save(tx, tenantId, sent, outcome, nowMs)
  const now = (await sentById(tx, tenantId, messageId)) ?? sent
  return { kind: 'done', engagement: toFollowerEngagement(card.content, now), changes }
}

async function save(
  tx: Tx,
  tenantId: TenantId,
  sent: SentEngagement,
  outcome: EngagementOutcome,
  nowMs: number
): Promise<DraftChange[]> {
  const decision = decideOutcome(sent, outcome, nowMs)
  if (decision.kind !== 'change') return []
  await saveSent(tx, tenantId, decision.row)
  return [sentEngagementChanged(decision.row)]
}

/** An engagement of a follower as it stands now, with the channel whose page shows it; null when there is none. */
export async function engagementForPage(
  db: ReadTx,
  tenantId: TenantId,
  sent: SentEngagement
): Promise<{ channelId: string; engagement: FollowerEngagement } | null> {
  const card = await cardOfMessage(db, tenantId, sent.id)
  const conversation = await db
    .selectFrom('conversations')
    .select('channel_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sent.conversationId)
    .executeTakeFirst()
  if (!card || !conversation) return null
  return { channelId: conversation.channel_id, engagement: toFollowerEngagement(card.content, sent) }
}
