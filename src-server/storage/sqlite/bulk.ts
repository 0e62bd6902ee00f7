import BetterSqlite3 from 'better-sqlite3'
import type { Database } from '../schema.ts'

/** Inserts rows without building queries: for loading very many. */
export interface Bulk {
  /** Prepares an insert into `table`. */
  insertInto<Table extends keyof Database>(
    table: Table,
    columns: readonly (keyof Database[Table] & string)[]
  ): (row: Database[Table]) => void
}

/**
 * Runs `load` on a migrated file in one transaction, with all that keeps a file whole turned off: it is for a file that
 * is thrown away when the load does not come to its end. Nobody else may have it open.
 */
export function loadInBulk(file: string, load: (bulk: Bulk) => void): void {
  const db = new BetterSqlite3(file)
  try {
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.pragma('foreign_keys = OFF')
    db.pragma('cache_size = -262144')
    db.exec('begin immediate')
    const buildIndexes = dropIndexes(db)
    load({
      insertInto(table, columns) {
        const places = columns.map(() => '?').join(', ')
        const insert = db.prepare(`insert into ${table} (${columns.join(', ')}) values (${places})`)
        return (row) => {
          insert.run(columns.map((column) => row[column]))
        }
      }
    })
    buildIndexes()
    db.exec('commit')
    db.exec('analyze')
  } finally {
    db.close()
  }
}

/**
 * Building an index over all rows is faster than keeping it while they come. Answers what builds them again.
 */
function dropIndexes(db: BetterSqlite3.Database): () => void {
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      `select name, sql from sqlite_master where type = 'index' and sql is not null`
    )
    .all()
  for (const { name } of indexes) db.exec(`drop index ${name}`)
  return () => {
    for (const { sql } of indexes) db.exec(sql)
  }
}
