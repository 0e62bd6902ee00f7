import type { Clock } from '#shared/base/clock.ts'
import type { Api } from './api.ts'
import { createRetry } from './retry.ts'

/** Tells the server how far the agents' messages were painted: each position once, the newest when several wait. */
export interface DeliveryReport {
  painted(position: number): void
  /** Tries again what did not get through. */
  again(): void
}

export function createDeliveryReport(api: Pick<Api, 'delivered'>, clock: Clock): DeliveryReport {
  let painted = 0
  let reported = 0
  let busy = false
  const retry = createRetry(clock, () => void report())

  async function report(): Promise<void> {
    if (busy || painted <= reported) return
    busy = true
    const position = painted
    const reply = await api.delivered(position)
    busy = false
    if (reply.kind === 'later') return retry.later(reply.retryAfterMs)
    retry.reset()
    reported = position
    void report()
  }

  return {
    painted(position) {
      painted = Math.max(painted, position)
      void report()
    },
    again: () => void report()
  }
}
