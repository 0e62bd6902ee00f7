import {
  CATALOGUE_ROLE,
  type Engagement,
  engagementEntity,
  type SentEngagement,
  sentEngagementEntity
} from '#shared/features/engagement/entities.ts'
import type { DraftChange } from '../../feed/append.ts'

/** What was never offered is for administrators only; everybody may know the rest. */
export function engagementChanged(engagement: Engagement): DraftChange {
  return {
    type: 'engagement.changed',
    entity: engagementEntity.name,
    id: engagement.id,
    audience: engagement.activatedAtMs === null ? { role: CATALOGUE_ROLE } : 'everyone',
    body: { kind: 'row', version: engagement.version, row: engagement }
  }
}

export function sentEngagementChanged(sent: SentEngagement): DraftChange {
  return {
    type: `engagement.${sent.outcome}`,
    entity: sentEngagementEntity.name,
    id: sent.id,
    audience: 'everyone',
    body: { kind: 'row', version: sent.version, row: sent }
  }
}
