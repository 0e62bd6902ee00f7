import BetterSqlite3 from 'better-sqlite3'
import type { CompiledQuery } from 'kysely'
import type { RowsAsTable } from '../storage.ts'

/** Copies what queries find in a file into tables in memory, without a row of it passing through here. */
export interface TableMaker {
  /** @param tableSql begins with `CREATE TABLE rows` */
  make(tableSql: string, query: CompiledQuery): RowsAsTable
  close(): void
}

export function createTableMaker(file: string, busyMs: number): TableMaker {
  let kept: BetterSqlite3.Database | null = null

  /** A connection beside the others: what is attached to it and detached makes its statements be compiled anew. */
  function open(): BetterSqlite3.Database {
    const opened = new BetterSqlite3(':memory:', { timeout: busyMs })
    try {
      opened.prepare('ATTACH ? AS stored').run(file)
      return opened
    } catch (error) {
      opened.close()
      throw error
    }
  }

  return {
    make(tableSql, query) {
      kept ??= open()
      const db = kept
      // a new one each time: in one that was emptied, bytes of others' rows could be left
      db.exec("ATTACH ':memory:' AS page")
      try {
        db.exec(tableSql.replace('CREATE TABLE rows', 'CREATE TABLE page.rows'))
        const { changes: count } = db.prepare(`INSERT INTO page.rows ${query.sql}`).run(...query.parameters)
        const last = db
          .prepare<[], Record<string, unknown>>('SELECT * FROM page.rows ORDER BY rowid DESC LIMIT 1')
          .get()
        return { bytes: db.serialize({ attached: 'page' }), count, last }
      } finally {
        db.exec('DETACH page')
      }
    },
    close() {
      kept?.close()
      kept = null
    }
  }
}
