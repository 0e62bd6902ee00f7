import type { Unavailable } from './availability.ts'
import type { EngagementType } from './content.ts'
import type { EngagementOutcome, EngagementState } from './entities.ts'

/** What the guide calls the types. */
export const TYPE_WORDS: Record<EngagementType, string> = {
  message: 'Message',
  promo: 'Promo',
  coupon: 'Coupon',
  'sticker-pack': 'Sticker Pack',
  ringtone: 'Ringtone',
  wallpaper: 'Wallpaper'
}

export const STATE_WORDS: Record<EngagementState, string> = {
  draft: 'Draft',
  active: 'Active',
  finished: 'Finished',
  archived: 'Archived'
}

export const OUTCOME_WORDS: Record<EngagementOutcome, string> = {
  sent: 'Sent',
  seen: 'Seen',
  opened: 'Opened',
  redeemed: 'Redeemed'
}

const UNAVAILABLE_WORDS: Record<Unavailable, string> = {
  not_active: 'It is no longer offered',
  other_channel: 'It belongs to another channel',
  type_not_in_package: 'The package of this channel’s partner does not include this type',
  not_entitled: 'The follower is not entitled to it',
  not_started: 'It has not started yet',
  expired: 'It has expired',
  already_sent: 'The follower was sent it already, and it goes to everybody once',
  already_redeemed: 'The follower has redeemed it already'
}

/** Why an engagement cannot go to a follower, as a sentence for the agent; also for reasons of a newer server. */
export function unavailableWords(reason: string | undefined): string {
  return UNAVAILABLE_WORDS[reason as Unavailable] ?? 'It is not available to this follower any more'
}
