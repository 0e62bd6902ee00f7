import { rmSync, writeFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { isCorrupt } from './trouble.ts'

/** Bytes that should be a database are none, or another one. */
export class ForeignDatabase extends Error {
  override name = 'ForeignDatabase'
}

/** What the name of a file ends in that lies beside a database while what came is copied. */
export const COPIED_SUFFIX = '-copied'

/** Runs `work` while a database that came as bytes is attached as `copied`, from a file at `path` that is gone afterwards. */
export function withCopied<T>(
  database: Database.Database,
  path: string,
  bytes: Uint8Array,
  tableSql: string,
  work: () => T
): T {
  try {
    writeFileSync(path, bytes)
    attach(database, path)
    try {
      mustHoldOnly(database, tableSql)
      return work()
    } finally {
      database.exec('DETACH copied')
    }
  } finally {
    rmSync(path, { force: true })
  }
}

function attach(database: Database.Database, path: string): void {
  try {
    database.prepare('ATTACH ? AS copied').run(path)
  } catch (error) {
    throw isCorrupt(error) ? new ForeignDatabase(error.message) : error
  }
}

/** What is attached could bring more than rows: a view or a trigger in the place of a table runs when it is read. */
function mustHoldOnly(database: Database.Database, tableSql: string): void {
  const find = database.prepare<[], { type: string; sql: string }>(
    'SELECT type, sql FROM copied.sqlite_schema'
  )
  const [table, ...others] = find.all()
  if (table?.type !== 'table' || table.sql !== tableSql || others.length > 0)
    throw new ForeignDatabase('it holds another table')
}
