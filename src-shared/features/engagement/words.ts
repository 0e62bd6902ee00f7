import type { Unavailable } from './availability.ts'

const UNAVAILABLE_WORDS: Record<Unavailable, string> = {
  not_active: 'It is no longer offered',
  other_channel: 'It belongs to another channel',
  type_not_in_package: 'The package of this channel’s partner does not include this type',
  not_entitled: 'The follower is not entitled to it',
  not_started: 'It has not started yet',
  expired: 'It has expired',
  already_redeemed: 'The follower has redeemed it already'
}

/** Why an engagement cannot go to a follower, as a sentence for the agent; also for reasons of a newer server. */
export function unavailableWords(reason: string | undefined): string {
  return UNAVAILABLE_WORDS[reason as Unavailable] ?? 'It is not available to this follower any more'
}
