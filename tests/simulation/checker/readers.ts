import BetterSqlite3 from 'better-sqlite3'

type Value = string | number

/** A database that the checker reads from beside whoever writes in it. */
export interface Reader {
  all<Row>(sql: string, ...params: Value[]): Row[]
  get<Row>(sql: string, ...params: Value[]): Row | undefined
  /** each row as a list of its values */
  lists(sql: string, params: Record<string, Value>): unknown[]
}

/** The databases of one story that are read again and again: each is opened once, and each statement prepared once. */
export class Readers {
  readonly #opened = new Map<string, { db: BetterSqlite3.Database; reader: Reader }>()

  /** @param file the path of a database that nobody puts another one in the place of */
  of(file: string): Reader {
    const known = this.#opened.get(file)
    if (known) return known.reader
    const db = new BetterSqlite3(file, { readonly: true })
    const reader = readerOf(db)
    this.#opened.set(file, { db, reader })
    return reader
  }

  close(): void {
    for (const { db } of this.#opened.values()) db.close()
    this.#opened.clear()
  }
}

function readerOf(db: BetterSqlite3.Database): Reader {
  const prepared = new Map<string, BetterSqlite3.Statement<unknown[]>>()
  function statement(sql: string): BetterSqlite3.Statement<unknown[]> {
    const known = prepared.get(sql) ?? db.prepare<unknown[]>(sql)
    prepared.set(sql, known)
    return known
  }
  return {
    all: <Row>(sql: string, ...params: Value[]) => statement(sql).all(...params) as Row[],
    get: <Row>(sql: string, ...params: Value[]) => statement(sql).get(...params) as Row | undefined,
    lists: (sql, params) => statement(sql).raw().all(params)
  }
}
