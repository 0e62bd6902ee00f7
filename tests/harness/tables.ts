import type Database from 'better-sqlite3'

type Rows = Record<string, Record<string, unknown>[]>

interface Column {
  name: string
  type: string
  notnull: number
  pk: number
}

/** Tables that hold rows of their own: not SQLite's, not those of an index of words. */
function tablesOf(db: Database.Database): string[] {
  const found = db
    .prepare<[], { name: string; sql: string }>(`select name, sql from sqlite_master where type = 'table'`)
    .all()
  const words = found.filter(({ sql }) => /create virtual table/i.test(sql)).map(({ name }) => name)
  return found
    .map(({ name }) => name)
    .filter(
      (name) =>
        !name.startsWith('sqlite_') && !words.some((word) => name === word || name.startsWith(`${word}_`))
    )
}

/** Something that fits a column, and that no default would put there. */
function someValue({ name, type }: Column): string | number {
  if (name === 'one') return 1
  if (/int/i.test(type)) return 7
  if (/real|double/i.test(type)) return 1.5
  return '{"some":"thing"}'
}

/** Puts a row with a value in every column into every table that has none; answers how many tables there are. */
export function addARowEverywhere(db: Database.Database): number {
  db.pragma('foreign_keys = OFF')
  const tables = tablesOf(db)
  for (const table of tables) {
    if (db.prepare(`select 1 from ${table}`).get() !== undefined) continue
    const columns = db.pragma(`table_info(${table})`) as Column[]
    const places = columns.map(() => '?').join(', ')
    db.prepare(`insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values (${places})`).run(
      columns.map(someValue)
    )
  }
  return tables.length
}

/** All rows of all tables. */
export function rowsOfAllTables(db: Database.Database): Rows {
  return Object.fromEntries(
    tablesOf(db).map((table) => [table, db.prepare(`select * from ${table}`).all() as Rows[string]])
  )
}

/** What must be found again: every row as it was, but for what is changed on purpose. */
export function stillThere(before: Rows, changed: Record<string, object>): Rows {
  return Object.fromEntries(
    Object.entries(before).map(([table, rows]) => [table, rows.map((row) => ({ ...row, ...changed[table] }))])
  )
}
