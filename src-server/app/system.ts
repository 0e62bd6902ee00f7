import { randomBytes } from 'node:crypto'
import type { Clock } from '#shared/base/clock.ts'
import { type MintId, type RandomBytes, uuidv7 } from '#shared/base/ids.ts'

/** Real time; its timers do not keep the process alive. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  }
}

export const systemRandom: RandomBytes = (length) => randomBytes(length)

export function mintIds(clock: Clock, random: RandomBytes): MintId {
  return () => uuidv7(clock.nowMs(), random)
}
