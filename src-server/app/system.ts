import { randomFillSync } from 'node:crypto'
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

/** Random bytes are drawn many at a time: asking the system costs more than making an id of them. */
const pool = new Uint8Array(4096)
let used = pool.length

export const systemRandom: RandomBytes = (length) => {
  if (length > pool.length) return randomFillSync(new Uint8Array(length))
  if (used + length > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += length
  // a copy, so that what was given out is nowhere else
  const given = pool.slice(used - length, used)
  pool.fill(0, used - length, used)
  return given
}

export function mintIds(clock: Clock, random: RandomBytes): MintId {
  return () => uuidv7(clock.nowMs(), random)
}
