import type { Selectable } from 'kysely'
import type { TenantId } from '#shared/base/ids.ts'
import { Engagement, type SentEngagement } from '#shared/features/engagement/entities.ts'
import type { EngagementsTable, SentEngagementsTable } from '../../storage/schema.ts'

/*
 * The tables' rows as the contract knows them, and back.
 */

export function toEngagement({ body }: Pick<EngagementsTable, 'body'>): Engagement {
  return Engagement.parse(JSON.parse(body))
}

export function fromEngagement(tenantId: TenantId, engagement: Engagement): EngagementsTable {
  return {
    tenant_id: tenantId,
    id: engagement.id,
    type: engagement.content.type,
    status: engagement.state,
    body: JSON.stringify(engagement),
    known: engagement.activatedAtMs === null ? 0 : 1
  }
}

export function toSent(row: Selectable<SentEngagementsTable>): SentEngagement {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    followerId: row.follower_id,
    engagementId: row.engagement_id,
    type: row.type,
    title: row.title,
    sentById: row.sent_by_id,
    sentAtMs: row.sent_at_ms,
    outcome: row.outcome,
    outcomeAtMs: row.outcome_at_ms,
    version: row.version
  }
}

export function fromSent(tenantId: TenantId, sent: SentEngagement): SentEngagementsTable {
  return {
    tenant_id: tenantId,
    id: sent.id,
    conversation_id: sent.conversationId,
    follower_id: sent.followerId,
    engagement_id: sent.engagementId,
    type: sent.type,
    title: sent.title,
    sent_by_id: sent.sentById,
    sent_at_ms: sent.sentAtMs,
    outcome: sent.outcome,
    outcome_at_ms: sent.outcomeAtMs,
    version: sent.version
  }
}
