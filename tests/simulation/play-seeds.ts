import { Worker } from 'node:worker_threads'
import type { StoryResult } from './play-story.ts'
import type { Story } from './story/steps.ts'
import type { WorkerTask } from './worker.ts'

/** What came of many stories. */
export interface Played {
  seeds: number
  operations: number
  faults: number
  crashes: number
  failures: StoryResult[]
  /** a hash of all that passed, by seed */
  prints: Record<number, string>
}

const WORKER = new URL('./worker.ts', import.meta.url)

/**
 * Plays seeds side by side, each world within one thread; what comes of a seed does not depend on the others.
 * @param told hears of each failing seed at once
 */
export function playSeeds(
  { first, count, workers }: { first: number; count: number; workers: number },
  told: (failure: StoryResult) => void = () => undefined
): Promise<Played> {
  const shares = Array.from({ length: Math.min(workers, count) }, (_, nth) => ({
    first: first + nth,
    end: first + count,
    every: workers
  }))
  return play(
    WORKER,
    shares.map((stories) => ({ stories, shrinks: true, stops: false })),
    told
  )
}

/** Plays stories as they are, one after the other; answers for each what a person can read of its failure, or null. */
export async function playStories(stories: readonly Story[]): Promise<(string | null)[]> {
  const told: (string | null)[] = []
  const workerData: WorkerTask = { stories, shrinks: false, stops: false }
  await run(new Worker(WORKER, { workerData }), ({ failure }) => told.push(failure))
  return told
}

/** @param worker the file of the worker: a copy of the sources has its own */
export async function play(
  worker: URL,
  tasks: readonly WorkerTask[],
  told: (failure: StoryResult) => void = () => undefined
): Promise<Played> {
  const played: Played = { seeds: 0, operations: 0, faults: 0, crashes: 0, failures: [], prints: {} }
  function count(result: StoryResult): void {
    played.seeds++
    played.operations += result.operations
    played.faults += result.faults
    played.crashes += result.crashes
    played.prints[result.seed] = result.print
    if (result.failure === null) return
    played.failures.push(result)
    told(result)
  }
  await Promise.all(tasks.map((task) => run(new Worker(worker, { workerData: task }), count)))
  return played
}

function run(thread: Worker, count: (result: StoryResult) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.on('message', count)
    thread.once('error', reject)
    thread.once('exit', () => resolve())
  })
}
