import { z } from 'zod'
import { EngagementId } from '#shared/base/ids.ts'
import { EngagementCard, EngagementType } from '#shared/features/engagement/content.ts'
import { Engagement, type EngagementOutcome } from '#shared/features/engagement/entities.ts'
import type { ReceivedEngagement, SentCard } from '#shared/features/engagement/views.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'

/** An engagement of the catalogue; null when it is not here. */
export function engagementById(db: ReadableDb, id: string): Engagement | null {
  const stored = db.get<{ body: string }>('SELECT body FROM engagements WHERE id = ?', id)
  return stored ? Engagement.parse(JSON.parse(stored.body)) : null
}

/** What the package of a channel's partner allows, as the cache keeps it; no field for all types. */
export function engagementTypesOf(stored: string | null): { engagementTypes?: EngagementType[] } {
  return stored === null ? {} : { engagementTypes: z.array(EngagementType).parse(JSON.parse(stored)) }
}

/** What a follower may not have, as the cache keeps it; no field for nothing. */
export function barredOf(stored: string | null): { barredEngagements?: EngagementId[] } {
  return stored === null ? {} : { barredEngagements: z.array(EngagementId).parse(JSON.parse(stored)) }
}

/** The card of a message that has one, with how far its follower has come. */
export function sentCard(db: ReadableDb, messageId: string, card: string): SentCard {
  const sent = db.get<{ outcome: EngagementOutcome }>(
    'SELECT outcome FROM sent_engagements WHERE id = ?',
    messageId
  )
  return { card: EngagementCard.parse(JSON.parse(card)), outcome: sent?.outcome ?? 'sent' }
}

/** What a follower was sent on every channel, newest first. */
export function receivedEngagements(db: ReadableDb, followerId: string): ReceivedEngagement[] {
  const found = db.all<Omit<ReceivedEngagement, 'channelName'> & { channelName: string | null }>(
    `SELECT s.id AS messageId, s.conversation_id AS conversationId, m.position, s.type, s.title, h.name AS channelName, s.sent_at_ms AS sentAtMs, s.outcome,
       s.outcome_at_ms AS outcomeAtMs
     FROM sent_engagements s LEFT JOIN messages m ON m.id = s.id LEFT JOIN conversations c ON c.id = s.conversation_id
       LEFT JOIN channels h ON h.id = c.channel_id
     WHERE s.follower_id = ? ORDER BY s.sent_at_ms DESC LIMIT 100`,
    followerId
  )
  return found.map((received) => ({ ...received, channelName: received.channelName ?? '' }))
}
