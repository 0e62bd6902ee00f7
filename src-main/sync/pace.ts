import type { Clock } from '#shared/base/clock.ts'

/** How much is written in one commit: as much as windows can wait for, whatever the computer and the rows. */
export interface Pace {
  readonly items: number
  /** Runs one commit of about so many items, and learns from how long it took. */
  timed<T>(commit: () => T): T
}

/** What a commit should take. The next one holds as much more or less as this one fell short of it or went beyond, at most twice or half. */
const AIM_MS = 20

/** Begins with the least: the first commit of a process is slow. */
export function createPace(clock: Clock, { least, most }: { least: number; most: number }): Pace {
  let items = least
  return {
    get items() {
      return items
    },
    timed(commit) {
      const startMs = clock.nowMs()
      const result = commit()
      const tookMs = clock.nowMs() - startMs
      const share = Math.min(2, Math.max(0.5, AIM_MS / tookMs))
      items = Math.min(most, Math.max(least, Math.floor(items * share)))
      return result
    }
  }
}

/** Lets windows, timers and the network have their turn. */
export const turn = (clock: Clock) => new Promise<void>((resolve) => clock.after(0, resolve))
