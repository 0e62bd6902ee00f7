import type { Clock } from '#shared/base/clock.ts'
import type { Topic } from '#shared/contract/ipc.ts'

/** One frame of a 60 Hz screen: telling a window more often than it can paint only makes it read twice. */
const FRAME_MS = 16

/**
 * Collects Topics and sends each set once per frame. The first after a pause leaves at the end of the tick, so that
 * what a person does is painted without waiting.
 */
export function createAnnouncer(send: (topics: Topic[]) => void, clock: Clock) {
  let waiting = new Set<Topic>()
  let sentAtMs = Number.NEGATIVE_INFINITY
  const flush = () => {
    const topics = [...waiting]
    waiting = new Set()
    sentAtMs = clock.nowMs()
    send(topics)
  }
  return (topics: Iterable<Topic>): void => {
    const idle = waiting.size === 0
    for (const topic of topics) waiting.add(topic)
    if (!idle || waiting.size === 0) return
    clock.after(Math.max(0, sentAtMs + FRAME_MS - clock.nowMs()), flush)
  }
}
