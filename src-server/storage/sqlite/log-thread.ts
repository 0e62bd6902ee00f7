// The thread of a log mover. It is told `move`, and answers what it has moved.
import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'

export interface Moved {
  /** pages of the log, all of them in the file now but for what came last */
  pages: number
  /** so many of them came while the others were moved */
  came: number
}

const db = new BetterSqlite3(workerData as string)

/** Answers how many pages the log had. */
function moveAll(): number {
  const [moved] = db.pragma('wal_checkpoint(PASSIVE)') as { log: number }[]
  return moved?.log ?? 0
}

parentPort?.on('message', (told: 'move' | 'end') => {
  if (told === 'move') {
    const before = moveAll()
    const pages = moveAll()
    const moved: Moved = { pages, came: pages - before }
    parentPort?.postMessage(moved)
  } else {
    db.close()
    parentPort?.close()
  }
})
