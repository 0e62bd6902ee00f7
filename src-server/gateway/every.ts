import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '#shared/base/clock.ts'

/** Repeats `work`, one run at a time; a failing run is logged and the next one comes all the same. */
export function every(
  clock: Clock,
  intervalMs: number,
  work: () => Promise<void>,
  log: FastifyBaseLogger
): () => void {
  let stopped = false
  let cancel = clock.after(intervalMs, run)
  function run(): void {
    work()
      .catch((error: unknown) => log.warn({ err: error }, 'a periodic check failed'))
      .finally(() => {
        if (!stopped) cancel = clock.after(intervalMs, run)
      })
  }
  return () => {
    stopped = true
    cancel()
  }
}
