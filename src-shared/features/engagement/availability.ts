import { z } from 'zod'
import type { ChannelId, EngagementId } from '../../base/ids.ts'
import { type EngagementType, goesOnce, offeredWithin } from './content.ts'
import type { Engagement, EngagementOutcome } from './entities.ts'

/** Why an engagement cannot go to a follower. */
export const Unavailable = z.enum([
  'not_active',
  'other_channel',
  'type_not_in_package',
  'not_entitled',
  'not_started',
  'expired',
  'already_sent',
  'already_redeemed'
])
export type Unavailable = z.infer<typeof Unavailable>

/** Whom it should go to, and when. */
export interface Recipient {
  channelId: ChannelId
  /** what the package of the channel's partner allows; undefined for all types */
  engagementTypes?: readonly EngagementType[] | undefined
  /** what the platform says that the follower is not entitled to */
  barredEngagements?: readonly EngagementId[] | undefined
  /** how far they have come with it, by whichever message it came; null when it never went to them */
  outcome: EngagementOutcome | null
  nowMs: number
}

/** Why an engagement cannot be sent to a follower now; null when it can. The desk offers by it and the server decides by it. */
export function whyUnavailable(
  engagement: Pick<Engagement, 'id' | 'channelId' | 'state' | 'content'>,
  to: Recipient
): Unavailable | null {
  const { fromMs, untilMs } = offeredWithin(engagement.content)
  if (engagement.channelId !== to.channelId) return 'other_channel'
  if (to.engagementTypes && !to.engagementTypes.includes(engagement.content.type))
    return 'type_not_in_package'
  if (to.barredEngagements?.includes(engagement.id)) return 'not_entitled'
  if (goesOnce(engagement.content.type) && to.outcome !== null)
    return to.outcome === 'redeemed' ? 'already_redeemed' : 'already_sent'
  if (untilMs !== null && to.nowMs >= untilMs) return 'expired'
  if (fromMs !== null && to.nowMs < fromMs) return 'not_started'
  return engagement.state === 'active' ? null : 'not_active'
}
