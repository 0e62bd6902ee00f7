import BetterSqlite3 from 'better-sqlite3'
import type { CompiledQuery } from 'kysely'
import type { RowsAsTable } from '../storage.ts'

/** Copies what a query finds in a file into a table in memory, without a row of it passing through here. */
export function rowsAsTable(
  file: string,
  busyMs: number,
  tableSql: string,
  query: CompiledQuery
): RowsAsTable {
  // a new one each time: in one that was emptied, bytes of others' rows could be left
  const table = new BetterSqlite3(':memory:', { timeout: busyMs })
  try {
    table.exec(tableSql)
    table.prepare('ATTACH ? AS stored').run(file)
    const { changes: count } = table.prepare(`INSERT INTO rows ${query.sql}`).run(...query.parameters)
    const last = table
      .prepare<[], Record<string, unknown>>('SELECT * FROM rows ORDER BY rowid DESC LIMIT 1')
      .get()
    return { bytes: table.serialize(), count, last }
  } finally {
    table.close()
  }
}
