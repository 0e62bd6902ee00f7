import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'
import Database from 'better-sqlite3'

/** Waits, beside the event loop, until what was written to a file is on the disk. */
export async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function syncNow(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Moves the log of one open database into its file. */
export interface LogMover {
  move(): Promise<void>
  /** Call it before each transaction that writes. */
  beforeWrite(): void
  /** Call it before the database is closed. */
  close(): void
}

/** How often the log is written to the disk again because something was committed meanwhile. */
const TRIES = 3

/**
 * SQLite waits for the disk twice when it moves its log, and everybody waits with it. Here both are waited for beside the event loop,
 * in the same order: the log is on the disk before its pages go into the file; and a reader keeps the log from being written over
 * until the file is on the disk, so that a power cut at any moment leaves a log of which the file is made whole.
 *
 * The next commit begins the log anew, and SQLite waits for the log's new head within it: without the head on the disk, a power cut
 * could leave the old head before a mixture of old and new pages. Here a commit of a single page begins it, for which the head need not
 * be there (either that page is the old one and so is all that follows, or the log ends before it), and then the head is waited for, too.
 * @param commits how many there have been
 */
export function createLogMover(
  database: Database.Database,
  path: string,
  synchronous: string,
  commits: () => number
): LogMover {
  let keeper: Database.Database | null = null
  /** pages of the log are in the file, and perhaps not on the disk */
  let isOwed = false
  /** the new head of the log is perhaps not on the disk: nothing may be written behind the one page */
  let isHeadOwed = false

  async function logIsOnDisk(): Promise<boolean> {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const seen = commits()
      await syncToDisk(`${path}-wal`)
      if (seen === commits()) return true
    }
    return false
  }

  function copyPages(): void {
    database.pragma('synchronous = OFF')
    try {
      database.pragma('wal_checkpoint(PASSIVE)')
    } finally {
      database.pragma(`synchronous = ${synchronous}`)
    }
  }

  async function beginAnew(): Promise<void> {
    const version = database.pragma('user_version', { simple: true })
    isHeadOwed = true
    database.pragma('synchronous = OFF')
    try {
      // the same again: it writes the first page of the file and no other
      database.pragma(`user_version = ${version}`)
    } finally {
      database.pragma(`synchronous = ${synchronous}`)
    }
    await syncToDisk(`${path}-wal`).catch((error: unknown) => {
      // whoever has closed it meanwhile has removed the log
      if (database.open) throw error
    })
    isHeadOwed = false
  }

  return {
    beforeWrite() {
      if (!isHeadOwed) return
      syncNow(`${path}-wal`)
      isHeadOwed = false
    },
    async move() {
      const isOnDisk = await logIsOnDisk()
      if (!database.open) return
      if (!isOnDisk) {
        database.pragma('wal_checkpoint(PASSIVE)')
        return
      }
      keeper ??= new Database(path, { readonly: true })
      keeper.exec('BEGIN; SELECT count(*) FROM sqlite_schema')
      try {
        isOwed = true
        copyPages()
        await syncToDisk(path)
        isOwed = false
      } finally {
        if (keeper.open) keeper.exec('COMMIT')
      }
      if (database.open) await beginAnew()
    },
    close() {
      // whoever closes last removes the log
      if (isOwed) syncNow(path)
      keeper?.close()
    }
  }
}
