import type { Clock } from '#shared/base/clock.ts'

/** How much is written in one commit: as much as windows can wait for, whatever the computer and the rows. */
export interface Pace {
  readonly items: number
  /** Runs one commit of about so many items, and learns from how long it took. */
  timed<T>(commit: () => T): T
}

/** Shorter than this, and the next commit may hold twice as much; longer than that, and it holds half. */
const SHORT_MS = 8
const LONG_MS = 24

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
      if (tookMs < SHORT_MS) items = Math.min(most, items * 2)
      else if (tookMs > LONG_MS) items = Math.max(least, Math.floor(items / 2))
      return result
    }
  }
}

/** Lets windows, timers and the network have their turn. */
export const turn = (clock: Clock) => new Promise<void>((resolve) => clock.after(0, resolve))
