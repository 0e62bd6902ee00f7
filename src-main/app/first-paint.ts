import type { Clock } from '#shared/base/clock.ts'
import type { Calls } from '../ipc/calls.ts'

/** How long a page needs at most to paint an inbox that it has just received. */
const PAINT_MS = 150

/** A page that shows no inbox, for one that waits for a sign-in, has been painted after this long. */
const LONGEST_MS = 2000

/**
 * The moment from which work that nobody waits for may begin. Before it, network, log and menu would take the processor
 * from the page that a person is waiting to see.
 */
export function createFirstPaint(clock: Clock) {
  let end = () => {}
  const over = new Promise<void>((resolve) => {
    end = resolve
  })
  clock.after(LONGEST_MS, end)
  return {
    over,
    /** Notes when the page is handed its first inbox. */
    watch: (calls: Calls): Calls => ({
      ...calls,
      async query(name, args) {
        const reply = await calls.query(name, args)
        if (name === 'conversation.inbox' && reply.ok) clock.after(PAINT_MS, end)
        return reply
      }
    })
  }
}
