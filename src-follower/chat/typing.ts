import type { Clock } from '#shared/base/clock.ts'
import type { Api } from './api.ts'

/** How often what goes on is said again, and after which pause it is over, in milliseconds. */
const AGAIN_MS = 3000
const PAUSE_MS = 5000

/** Tells the server that the follower is writing. It is a hint: lost ones are not sent again, and offline nothing is said. */
export function createTyping(api: Pick<Api, 'typing'>, clock: Clock, mayTell: () => boolean) {
  let toldAtMs: number | null = null
  let cancelPause = () => {}

  function stop(): void {
    cancelPause()
    if (toldAtMs === null) return
    toldAtMs = null
    if (mayTell()) void api.typing(false)
  }

  return {
    stop,
    typed(text: string): void {
      if (text.trim() === '') stop()
      if (text.trim() === '' || !mayTell()) return
      cancelPause()
      cancelPause = clock.after(PAUSE_MS, stop)
      const nowMs = clock.nowMs()
      if (toldAtMs !== null && nowMs - toldAtMs < AGAIN_MS) return
      toldAtMs = nowMs
      void api.typing(true)
    }
  }
}
