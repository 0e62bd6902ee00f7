import type { NextTurn } from '../next-turn.ts'

/** One work that waits for its turn in a shared commit. */
interface Waiting<Tx> {
  work(tx: Tx): Promise<unknown>
  /** it may be undone and run again */
  repeatable: boolean
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** How a database runs a group: `together` is one transaction, `part` an undoable part of it. */
export interface GroupRunner<Tx> {
  together(work: (tx: Tx) => Promise<void>): Promise<void>
  part<T>(tx: Tx, work: () => Promise<T>): Promise<T>
  /** whether the transaction still stands after a part has failed with `error` */
  alive(error: unknown): boolean
  /** what the next group waits for, if anything */
  held(): Promise<void> | null
  /** a group was committed, or undone */
  settled(): void
}

/** Most works that share one commit: it bounds how long the first one waits for the last. */
const GROUP_MAX = 64

/**
 * Group commit. A durable commit costs a disk flush, so works that arrive in the same turn of the event loop share
 * one. Each is a part of its own: one that throws is undone alone. Nobody is answered before the common commit.
 *
 * The database keeps for a part what each page was before it, a sixth of all that a push costs. Works that may be repeated run
 * without, and if one of them throws, all are undone and run again as parts.
 */
export function createGroupCommit<Tx>(runner: GroupRunner<Tx>, nextTurn: NextTurn) {
  const waiting: Waiting<Tx>[] = []
  let running: Promise<void> | null = null

  async function runAll(): Promise<void> {
    await untilNobodyComes()
    while (waiting.length > 0) {
      const held = runner.held()
      if (held) await held
      await runGroup(waiting.splice(0, GROUP_MAX))
      runner.settled()
    }
    running = null
  }

  /** A turn that brings more works is followed by one more: what they share is worth more than the wait, in which the next are read. */
  async function untilNobodyComes(): Promise<void> {
    let before = 0
    while (before < waiting.length && waiting.length < GROUP_MAX) {
      before = waiting.length
      await new Promise<void>(nextTurn)
    }
  }

  async function runGroup(group: Waiting<Tx>[]): Promise<void> {
    const inParts = group.length > 1 && !group.every(({ repeatable }) => repeatable)
    if (!(await attempt(group, inParts))) await attempt(group, true)
  }

  /** Answers false, and has told nobody, when one of several works has thrown that were no parts. */
  async function attempt(group: Waiting<Tx>[], inParts: boolean): Promise<boolean> {
    const settle: (() => void)[] = []
    let threw = false
    try {
      await runner.together(async (tx) => {
        for (const one of group) {
          try {
            const value = await (inParts ? runner.part(tx, () => one.work(tx)) : one.work(tx))
            settle.push(() => one.resolve(value))
          } catch (error) {
            threw = true
            if (!inParts || !runner.alive(error)) throw error
            settle.push(() => one.reject(error))
          }
        }
      })
    } catch (error) {
      if (threw && !inParts && group.length > 1) return false
      for (const one of group) one.reject(error)
      return true
    }
    for (const tell of settle) tell()
    return true
  }

  return {
    /** Runs `work` in a coming commit and answers what it answered, after the commit. */
    run<T>(work: (tx: Tx) => Promise<T>, repeatable: boolean): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, repeatable, resolve: (value) => resolve(value as T), reject })
        running ??= runAll()
      })
    },
    /** Resolves when nothing waits any more. */
    async idle(): Promise<void> {
      while (running) await running
    }
  }
}
