import type { Clock } from '#shared/base/clock.ts'

/** The computer's clock and timers. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, callback) {
    if (delayMs <= 0) return afterRound(callback)
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  }
}

/**
 * Sooner than a timer, which waits for a whole millisecond, and yet not before timers, windows and the network have had their turn: an
 * immediate may run right behind what has asked for it, the next one runs a round later.
 */
function afterRound(callback: () => void): () => void {
  let immediate = setImmediate(() => {
    immediate = setImmediate(callback)
  })
  return () => clearImmediate(immediate)
}
