/** The longest wait between two tries, in milliseconds. */
export const BACKOFF_MAX_MS = 5 * 60_000
const BACKOFF_MIN_MS = 1000

/**
 * How long to wait after the nth failure in a row, in milliseconds: 1 s, doubling to 5 min, of which the last half is
 * left to chance, so that a thousand desks do not come back in the same second.
 * @param attempts failures so far, from 1
 * @param random from 0 up to 1
 */
export function backoffMs(attempts: number, random: () => number): number {
  const full = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** Math.min(attempts - 1, 20))
  return Math.round(full / 2 + (full / 2) * random())
}
