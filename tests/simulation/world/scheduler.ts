import type { Clock } from '#shared/base/clock.ts'

interface Entry {
  atMs: number
  order: number
  run: (() => void) | null
}

/** Lets everything go on that waits for a promise only; nothing of a simulation waits for anything else, but what runs `during`. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** More turns than any work takes. */
const MAX_TURNS = 10_000

/**
 * Virtual time: one thing happens after the other, and whatever it sets off has come to rest before the next one.
 * Things of the same moment happen in the order in which they were asked for.
 */
export class Scheduler {
  #nowMs: number
  #order = 0
  #heap: Entry[] = []
  /** how many things have happened */
  happened = 0
  #underWay = 0
  /** told of what a callback threw */
  readonly #thrown: (error: unknown) => void

  constructor(startMs: number, thrown: (error: unknown) => void) {
    this.#nowMs = startMs
    this.#thrown = thrown
  }

  get nowMs(): number {
    return this.#nowMs
  }

  after(delayMs: number, run: () => void): () => void {
    const entry: Entry = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, run }
    this.#push(entry)
    return () => {
      entry.run = null
    }
  }

  /** Lets time pass, as little as possible, until `work` is done. */
  async finish<T>(work: Promise<T>): Promise<T> {
    let isDone = false
    const done = work.finally(() => {
      isDone = true
    })
    done.catch(() => undefined)
    for (let ms = 0; !isDone; ms = 1) await this.pass(ms)
    return done
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    await this.#drain()
    while (this.#runNext(untilMs)) await this.#drain()
    this.#nowMs = untilMs
  }

  /** Runs what comes next, if it comes until then. */
  #runNext(untilMs: number): boolean {
    let next = this.#heap[0]
    while (next && !next.run) {
      this.#pop()
      next = this.#heap[0]
    }
    if (!next?.run || next.atMs > untilMs) return false
    this.#pop()
    this.#nowMs = Math.max(this.#nowMs, next.atMs)
    this.happened++
    try {
      next.run()
    } catch (error) {
      this.#thrown(error)
    }
    return true
  }

  /** Time stands still until `work` is done, however many turns of the event loop it takes. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#underWay++
    try {
      return await work
    } finally {
      this.#underWay--
    }
  }

  async #drain(): Promise<void> {
    await turn()
    for (let turns = 0; this.#underWay > 0; turns++) {
      if (turns > MAX_TURNS) throw new Error('something never ends')
      this.#runNext(this.#nowMs)
      await turn()
    }
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let at = heap.push(entry) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (!above || isBefore(above, entry)) break
      heap[at] = above
      at = parent
    }
    heap[at] = entry
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const [a, b] = [heap[left], heap[left + 1]]
      const child = b && a && isBefore(b, a) ? left + 1 : left
      const below = heap[child]
      if (!below || isBefore(last, below)) break
      heap[at] = below
      at = child
    }
    heap[at] = last
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}

/** Whoever lives in the simulation: what it asked for does not happen after its death. */
export interface Life {
  alive: boolean
}

/** The clock of one life; `skewMs` is how far its owner's clock is ahead. */
export function clockOf(scheduler: Scheduler, life: Life, skewMs: () => number = () => 0): Clock {
  return {
    nowMs: () => scheduler.nowMs + skewMs(),
    after: (delayMs, callback) => scheduler.after(delayMs, () => life.alive && callback())
  }
}
