import { Worker } from 'node:worker_threads'
import type { SeedResult } from './play-seed.ts'
import type { WorkerTask } from './worker.ts'

/** What came of many seeds. */
export interface Played {
  seeds: number
  operations: number
  faults: number
  crashes: number
  failures: SeedResult[]
}

/**
 * Plays seeds side by side, each world within one thread; what comes of a seed does not depend on the others.
 * @param told hears of each failing seed at once
 */
export async function playSeeds(
  options: { first: number; count: number; workers: number; stops?: boolean },
  told: (failure: SeedResult) => void = () => undefined
): Promise<Played> {
  const { first, count, workers, stops = false } = options
  const played: Played = { seeds: 0, operations: 0, faults: 0, crashes: 0, failures: [] }
  const threads = Array.from({ length: Math.min(workers, count) }, (_, nth) => {
    const task: WorkerTask = { first: first + nth, end: first + count, every: workers, stops }
    return new Worker(new URL('./worker.ts', import.meta.url), { workerData: task })
  })
  const ends = threads.map(
    (thread) =>
      new Promise<void>((resolve, reject) => {
        thread.on('message', (result: SeedResult) => {
          played.seeds++
          played.operations += result.operations
          played.faults += result.faults
          played.crashes += result.crashes
          if (result.failure === null) return
          played.failures.push(result)
          told(result)
        })
        thread.once('error', reject)
        thread.once('exit', () => resolve())
      })
  )
  await Promise.all(ends)
  return played
}
