import { titleOf } from '#shared/features/engagement/content.ts'
import {
  type Engagement,
  engagementEntity,
  type SentEngagement,
  sentEngagementEntity
} from '#shared/features/engagement/entities.ts'
import type { Projection } from '../../cache/projection.ts'

export const engagementProjection: Projection<Engagement> = {
  entity: engagementEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO engagements (id, channel_id, state, title, body, version) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET channel_id = excluded.channel_id, state = excluded.state,
         title = excluded.title, body = excluded.body, version = excluded.version
         WHERE excluded.version >= engagements.version`,
      row.id,
      row.channelId,
      row.state,
      titleOf(row.content),
      JSON.stringify(row),
      row.version
    )
    if (changes > 0) touch('engagements')
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM engagements WHERE id = ? AND version <= ?', id, version) > 0) touch('engagements')
  }
}

export const sentEngagementProjection: Projection<SentEngagement> = {
  entity: sentEngagementEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO sent_engagements (id, conversation_id, follower_id, engagement_id, type, title, sent_at_ms, outcome,
         outcome_at_ms, version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, outcome_at_ms = excluded.outcome_at_ms,
         version = excluded.version WHERE excluded.version >= sent_engagements.version`,
      row.id,
      row.conversationId,
      row.followerId,
      row.engagementId,
      row.type,
      row.title,
      row.sentAtMs,
      row.outcome,
      row.outcomeAtMs,
      row.version
    )
    if (changes > 0) touch(`conversation:${row.conversationId}`)
  },
  remove(tx, id, version, touch) {
    const sent = tx.get<{ conversationId: string }>(
      'SELECT conversation_id AS conversationId FROM sent_engagements WHERE id = ? AND version <= ?',
      id,
      version
    )
    if (!sent) return
    tx.run('DELETE FROM sent_engagements WHERE id = ?', id)
    touch(`conversation:${sent.conversationId}`)
  }
}
