import type { NextTurn } from '../next-turn.ts'

/** One work that waits for its turn in a shared commit. */
interface Waiting<Tx> {
  work(tx: Tx): Promise<unknown>
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
 */
export function createGroupCommit<Tx>(runner: GroupRunner<Tx>, nextTurn: NextTurn) {
  const waiting: Waiting<Tx>[] = []
  let running: Promise<void> | null = null

  async function runAll(): Promise<void> {
    await new Promise<void>(nextTurn)
    while (waiting.length > 0) {
      const held = runner.held()
      if (held) await held
      await runGroup(waiting.splice(0, GROUP_MAX))
      runner.settled()
    }
    running = null
  }

  async function runGroup(group: Waiting<Tx>[]): Promise<void> {
    const settle: (() => void)[] = []
    try {
      await runner.together(async (tx) => {
        for (const one of group) {
          try {
            const value = await (group.length === 1 ? one.work(tx) : runner.part(tx, () => one.work(tx)))
            settle.push(() => one.resolve(value))
          } catch (error) {
            if (group.length === 1 || !runner.alive(error)) throw error
            settle.push(() => one.reject(error))
          }
        }
      })
    } catch (error) {
      for (const one of group) one.reject(error)
      return
    }
    for (const tell of settle) tell()
  }

  return {
    /** Runs `work` in a coming commit and answers what it answered, after the commit. */
    run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: (value) => resolve(value as T), reject })
        running ??= runAll()
      })
    },
    /** Resolves when nothing waits any more. */
    async idle(): Promise<void> {
      while (running) await running
    }
  }
}
