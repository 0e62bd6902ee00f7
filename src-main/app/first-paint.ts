import type { Clock } from '#shared/base/clock.ts'

/** A page that shows no inbox, for one that waits for a sign-in, has been painted after this long. */
const LONGEST_MS = 2000

/**
 * The moment from which work that nobody waits for may begin. Before it, network, log and menu would take the processor
 * from the page that a person is waiting to see.
 */
export function createFirstPaint(clock: Clock) {
  let painted = () => {}
  const over = new Promise<void>((resolve) => {
    painted = resolve
  })
  clock.after(LONGEST_MS, painted)
  return {
    over,
    /** The page says that its first inbox is painted. */
    painted
  }
}
