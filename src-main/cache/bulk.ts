import type { ReadableDb, SqliteFile } from '../sqlite/sqlite-file.ts'

/*
 * A whole copy is written without waiting for the disk. Until its bytes are known to be there, the file says so of
 * itself, and a cache that was not closed in that state is not trusted again.
 */

/** Whether the file was being filled when it was last written. */
export function isInBulk(db: ReadableDb): boolean {
  return db.get<{ bulk: number }>('SELECT bulk FROM sync_state WHERE one = 1')?.bulk === 1
}

export function beginBulk(file: SqliteFile): void {
  if (!isInBulk(file.read)) file.transact((tx) => tx.run('UPDATE sync_state SET bulk = 1 WHERE one = 1'))
  file.setBulk(true)
}

/** Moves the log without waiting, waits for the disk beside the event loop, then trusts the file again. */
export async function endBulk(file: SqliteFile): Promise<void> {
  file.checkpoint()
  await file.sync()
  file.setBulk(false)
  trust(file)
}

/** The same, waiting: for a file that is about to be closed. */
export function endBulkNow(file: SqliteFile): void {
  file.setBulk(false)
  file.checkpoint()
  trust(file)
}

function trust(file: SqliteFile): void {
  file.transact((tx) => tx.run('UPDATE sync_state SET bulk = 0 WHERE one = 1'))
}
