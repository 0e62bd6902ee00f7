// The thread of a log mover. It is told `move`, and answers how many pages the log still has that are not in the file.
import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'

const db = new BetterSqlite3(workerData as string)

interface Moved {
  log: number
  checkpointed: number
}

parentPort?.on('message', (told: 'move' | 'end') => {
  if (told === 'move') {
    const [moved] = db.pragma('wal_checkpoint(PASSIVE)') as Moved[]
    parentPort?.postMessage(moved ? moved.log - moved.checkpointed : 0)
  } else {
    db.close()
    parentPort?.close()
  }
})
