import type { Random } from './random.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** How far back the demo's conversations reach. */
export const historyDays = 60

const opensAtMs = 7.5 * hourMs
const closesAtMs = 19.5 * hourMs

/** A moment at or before the given one at which the help desk is staffed (UTC); seldom a Sunday. */
export function workingTime(random: Random, timeMs: number): number {
  const midnightMs = timeMs - (((timeMs % dayMs) + dayMs) % dayMs)
  const sunday = new Date(timeMs).getUTCDay() === 0
  if (sunday && random.chance(0.8)) return duringDay(random, midnightMs - dayMs)
  if (timeMs - midnightMs > closesAtMs) return duringDay(random, midnightMs)
  if (timeMs - midnightMs < opensAtMs) return duringDay(random, midnightMs - dayMs)
  return timeMs
}

function duringDay(random: Random, midnightMs: number): number {
  return midnightMs + random.int(opensAtMs + 1.5 * hourMs, closesAtMs)
}

/** What the pause before a message depends on. */
export interface Exchange {
  speaker: 'follower' | 'agent'
  previous: 'follower' | 'agent'
  /** True until an agent has answered for the first time. */
  waiting: boolean
}

/** Milliseconds between a message and the one before it. */
export function pauseMs(random: Random, { speaker, previous, waiting }: Exchange): number {
  const fraction = random.int(0, 999)
  if (speaker === previous) return random.int(4, waiting && random.chance(0.4) ? 900 : 45) * 1000 + fraction
  if (speaker === 'agent' && waiting) {
    if (random.chance(0.1)) return random.int(7 * 3600, 13 * 3600) * 1000 + fraction
    return random.int(40, 1200) * 1000 + fraction
  }
  if (speaker === 'agent') return random.int(15, 300) * 1000 + fraction
  return random.int(15, random.chance(0.06) ? 9000 : 420) * 1000 + fraction
}
