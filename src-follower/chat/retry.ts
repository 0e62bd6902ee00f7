import type { Clock } from '#shared/base/clock.ts'

/** A next try that is due some time after each failure, later each time, and forgotten after a success. */
export interface Retry {
  /** Plans the next try; `atLeastMs` is what the server asked for. */
  later(atLeastMs: number | null): void
  reset(): void
}

const FIRST_MS = 2_000
const MOST_MS = 30_000

export function createRetry(clock: Clock, again: () => void): Retry {
  let failures = 0
  let cancel: (() => void) | null = null
  return {
    later(atLeastMs) {
      cancel?.()
      const delayMs = Math.max(atLeastMs ?? 0, Math.min(MOST_MS, FIRST_MS * 2 ** failures))
      failures++
      cancel = clock.after(delayMs, () => {
        cancel = null
        again()
      })
    },
    reset() {
      failures = 0
      cancel?.()
      cancel = null
    }
  }
}
