import BetterSqlite3 from 'better-sqlite3'
import type { Database } from '../schema.ts'

/** Inserts rows one statement at a time without building queries: for loading very many. */
export interface Bulk {
  /** Prepares an insert into `table`; every row must have exactly these columns. */
  insertInto<Table extends keyof Database>(
    table: Table,
    columns: readonly (keyof Database[Table] & string)[]
  ): (row: Database[Table]) => void
  /** Commits what was inserted so far, when `rows` or more wait, and goes on. */
  commitEvery(rows: number): void
}

/**
 * Runs `load` on the file with the flushes and checks of everyday writes off: the caller starts over when it fails.
 * Tables are emptied first. Nobody else may have the file open for writing.
 */
export function loadInBulk(file: string, load: (bulk: Bulk) => void): void {
  const db = new BetterSqlite3(file)
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = OFF')
    db.pragma('foreign_keys = OFF')
    db.pragma('cache_size = -262144')
    let waiting = 0
    const statements = new Map<string, BetterSqlite3.Statement>()
    db.exec('begin immediate')
    load({
      insertInto(table, columns) {
        if (!statements.has(table)) db.exec(`delete from ${table}`)
        const places = columns.map((column) => `@${column}`).join(', ')
        const insert = db.prepare(`insert into ${table} (${columns.join(', ')}) values (${places})`)
        statements.set(table, insert)
        return (row) => {
          insert.run(row)
          waiting++
        }
      },
      commitEvery(rows) {
        if (waiting < rows) return
        db.exec('commit')
        db.exec('begin immediate')
        waiting = 0
      }
    })
    db.exec('commit')
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.exec('analyze')
  } finally {
    db.close()
  }
}
