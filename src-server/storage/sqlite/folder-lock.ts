import BetterSqlite3 from 'better-sqlite3'

/**
 * Keeps a second process out by SQLite's own file lock, which the system lets go when this process ends, however it
 * ends. Answers null when another process holds it.
 */
export function takeFolderLock(file: string): { release(): void } | null {
  const lock = new BetterSqlite3(file, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_BUSY') return null
    throw error
  }
  return { release: () => lock.close() }
}
