import { Worker } from 'node:worker_threads'
import type BetterSqlite3 from 'better-sqlite3'
import type { Moved } from './log-thread.ts'

/** Moves the log of a database into its file, in a thread of its own, while commits go on. */
export interface LogMover {
  /** Something was committed. */
  committed(): void
  /** what the next commit waits for, if anything */
  held(): Promise<void> | null
  /** Ends the thread. Call it before the database is closed. */
  close(): Promise<void>
}

/**
 * So many rows are written between two moves: thousands of pages, many of which are the same ones again. A commit beside a move waits
 * for the disk ten times as long, so moves are rare: at 200 pushes a second there is one in ten seconds.
 */
const ROWS_PER_MOVE = 16_000
/** What came during a move is little when it is no more pages than this: they are moved in milliseconds. */
const FEW_PAGES = 500
/** A log of so many pages is begun anew, whatever came. */
const MOST_PAGES = 32_000
/** Should the thread not keep up, commits move the log themselves, when it has so many pages. */
const LAST_RESORT_PAGES = 64_000
const USUAL_PAGES = 1000

const THREAD = new URL('./log-thread.ts', import.meta.url)

/**
 * Whoever moves the log waits for the disk, and when a commit does it, everybody waits. So a thread does, from the first thousands of
 * rows on. A log is written over from its beginning only by a commit that finds all of it moved, and commits go on behind the thread:
 * so the next commit waits for what came last, when that is little or the log has grown long.
 */
export function createLogMover(database: BetterSqlite3.Database, file: string): LogMover {
  const rowsSoFar = database.prepare<[], number>('SELECT total_changes()').pluck()
  let worker: Worker | null = null
  let rowsMoved = 0
  let state: 'resting' | 'moving' | 'failed' = 'resting'
  let moved: (answer: Moved) => void = () => undefined

  function start(): Worker {
    const thread = new Worker(THREAD, { workerData: file })
    thread.on('message', (answer: Moved) => {
      // a thread that rests keeps no process alive
      thread.unref()
      moved(answer)
    })
    thread.once('error', () => {
      // the disk is in trouble, or the file is: whoever writes next will meet it, too
      state = 'failed'
      worker = null
      if (database.open) database.pragma(`wal_autocheckpoint = ${USUAL_PAGES}`)
      moved({ pages: 0, came: 0 })
    })
    database.pragma(`wal_autocheckpoint = ${LAST_RESORT_PAGES}`)
    return thread
  }

  function move(): Promise<Moved> {
    return new Promise((resolve) => {
      moved = resolve
      worker ??= start()
      worker.ref()
      worker.postMessage('move')
    })
  }

  let rest: Promise<void> | null = null

  async function moveMost(): Promise<void> {
    state = 'moving'
    const { pages, came } = await move()
    if (state === 'moving' && (came < FEW_PAGES || pages > MOST_PAGES)) {
      rest = move().then(() => {
        rest = null
      })
      await rest
    }
    if (state === 'moving') state = 'resting'
  }

  let moving: Promise<void> = Promise.resolve()
  return {
    committed() {
      if (state !== 'resting') return
      const rows = rowsSoFar.get() ?? 0
      if (rows - rowsMoved < ROWS_PER_MOVE) return
      rowsMoved = rows
      moving = moveMost()
    },
    held: () => rest,
    async close() {
      await moving
      if (!worker) return
      const ended = new Promise((resolve) => worker?.once('exit', resolve))
      worker.ref()
      worker.postMessage('end')
      await ended
    }
  }
}
