import type { EngagementContent } from '#shared/features/engagement/content.ts'
import { missingIn, offeredWithin } from '#shared/features/engagement/content.ts'
import type {
  Engagement,
  EngagementOutcome,
  EngagementState,
  SentEngagement
} from '#shared/features/engagement/entities.ts'
import { isFurther } from '#shared/features/engagement/outcome.ts'
import { type Asked, type Decision, reject } from '../conversation/decision.ts'

/*
 *   draft ---> active ---> finished ---> archived
 *     `------------------------------------^
 *
 * Only a draft can be edited: followers hold what was active.
 */
const MOVES: Record<EngagementState, readonly EngagementState[]> = {
  draft: ['active', 'archived'],
  active: ['finished'],
  finished: ['archived'],
  archived: []
}

const STATE_WORDS: Record<EngagementState, string> = {
  draft: 'It is a draft',
  active: 'It is active',
  finished: 'It is finished',
  archived: 'It is archived'
}

/** Another content for a draft, from an administrator who has seen the one that is there. */
export function decideEdit(
  engagement: Engagement,
  asked: Asked,
  wanted: Pick<Engagement, 'channelId' | 'content'>
): Decision<Engagement> {
  if (engagement.state !== 'draft') {
    return reject('engagement_state', {
      message: `${STATE_WORDS[engagement.state]}, so it stays as it is. Duplicate it and edit the copy.`
    })
  }
  if (asked.base.version !== engagement.version)
    return reject('edit_conflict', { atMs: engagement.updatedAtMs })
  return { kind: 'change', row: grown({ ...engagement, ...wanted }, asked.nowMs) }
}

/** Offering, ending, putting away; what already is so needs nothing. */
export function decideMove(engagement: Engagement, to: EngagementState, nowMs: number): Decision<Engagement> {
  if (engagement.state === to) return { kind: 'nothing' }
  if (!MOVES[engagement.state].includes(to)) {
    const way = engagement.state === 'active' ? ' Finish it first.' : ''
    return reject('engagement_state', {
      message: `${STATE_WORDS[engagement.state]}, so this cannot be done.${way}`
    })
  }
  const missing = to === 'active' ? missingIn(engagement.content, nowMs) : []
  if (missing.length > 0) return reject('engagement_state', { message: missing.join(' ') })
  const activatedAtMs = to === 'active' ? nowMs : engagement.activatedAtMs
  return { kind: 'change', row: grown({ ...engagement, state: to, activatedAtMs }, nowMs) }
}

function grown(engagement: Engagement, nowMs: number): Engagement {
  return { ...engagement, updatedAtMs: nowMs, version: engagement.version + 1 }
}

/** What becomes of a sent engagement: it only goes further. */
export function decideOutcome(
  sent: SentEngagement,
  outcome: EngagementOutcome,
  nowMs: number
): Decision<SentEngagement> {
  if (!isFurther(outcome, sent.outcome)) return { kind: 'nothing' }
  return { kind: 'change', row: { ...sent, outcome, outcomeAtMs: nowMs, version: sent.version + 1 } }
}

/** Whether being shown uses it, when it can be used. */
export function redeemsItself(content: EngagementContent): boolean {
  return content.type === 'coupon' && content.redemption === 'automatic'
}

/** Why a follower cannot redeem what they were sent, as a sentence for them; null when they can. */
export function whyNotRedeemable(
  content: EngagementContent,
  { hasRedeemed, nowMs }: { hasRedeemed: boolean; nowMs: number }
): string | null {
  if (content.type === 'message' || content.type === 'promo') return 'There is nothing to redeem here.'
  if (hasRedeemed) return 'You have used this already.'
  const { untilMs } = offeredWithin(content)
  return untilMs !== null && nowMs >= untilMs ? 'This is no longer valid.' : null
}
