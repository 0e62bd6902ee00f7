import Database from 'better-sqlite3'
import type { EntityTable } from '#shared/sync/change.ts'

/** Rows as the bytes of a database that holds nothing but their table. */
export function pageDatabase<Row>({ sql, values }: EntityTable<Row>, rows: readonly Row[]): Buffer {
  const database = new Database(':memory:')
  try {
    database.exec(sql)
    const columns = database.prepare<[], { name: string }>('PRAGMA table_info (rows)').all()
    const insert = database.prepare(`INSERT INTO rows VALUES (${columns.map(() => '?').join(', ')})`)
    database.exec('BEGIN')
    for (const row of rows) insert.run(...values(row))
    database.exec('COMMIT')
    return database.serialize()
  } finally {
    database.close()
  }
}
