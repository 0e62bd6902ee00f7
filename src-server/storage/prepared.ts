import { type Compilable, CompiledQuery, type Kysely, type QueryResult } from 'kysely'
import { isDirect } from './direct.ts'
import type { Database } from './schema.ts'
import type { ReadTx, Tx } from './storage.ts'

/** Stands in a query for the value that each run brings. */
class Place {
  readonly name: PropertyKey
  constructor(name: PropertyKey) {
    this.name = name
  }
}

/** Names the place of a value while a query is built. */
export type Places<Args> = <Name extends keyof Args>(name: Name) => Args[Name]

type Build<Args, Row> = (db: Kysely<Database>, place: Places<Args>) => Compilable<Row>

/**
 * A query that is built and compiled once, not for each run: building costs several times what the database does for a
 * row. Only values may differ from run to run, never what is asked.
 */
export function preparedQuery<Args extends object, Row>(
  build: Build<Args, Row>
): (db: ReadTx, args: Args) => Promise<Row[]> {
  const run = prepare(build)
  return async (db, args) => (await run(db, args)).rows
}

/** The first row of a prepared query, if there is one. */
export function preparedRow<Args extends object, Row>(
  build: Build<Args, Row>
): (db: ReadTx, args: Args) => Promise<Row | undefined> {
  const run = prepare(build)
  return async (db, args) => (await run(db, args)).rows[0]
}

/** A prepared write; answers how many rows it has touched. */
export function preparedWrite<Args extends object>(
  build: Build<Args, unknown>
): (tx: Tx, args: Args) => Promise<number> {
  const run = prepare(build)
  return async (tx, args) => Number((await run(tx, args)).numAffectedRows ?? 0)
}

/** A statement without values. */
export function preparedCommand(text: string): (tx: Tx) => Promise<void> {
  const run = prepare<object, unknown>(() => ({ compile: () => CompiledQuery.raw(text) }))
  return async (tx) => {
    await run(tx, {})
  }
}

/** A prepared query whose last values are a list of any length: few lengths make few queries, and the last value fills them up. */
export function preparedList<Args extends object, Value, Row>(
  build: (db: Kysely<Database>, place: Places<Args>, list: Value[]) => Compilable<Row>
): (db: ReadTx, args: Args, list: readonly Value[]) => Promise<Row[]> {
  const ofSize = new Map<number, (db: ReadTx, args: Args) => Promise<QueryResult<Row>>>()
  return async (db, args, list) => {
    if (list.length === 0) return []
    const size = 2 ** Math.ceil(Math.log2(list.length))
    let run = ofSize.get(size)
    if (!run) {
      run = prepare<Args, Row>((whole, place) => {
        const item = place as unknown as (at: number) => Value
        return build(
          whole,
          place,
          Array.from({ length: size }, (_, at) => item(at))
        )
      })
      ofSize.set(size, run)
    }
    const filled = Array.from({ length: size }, (_, at) => list[Math.min(at, list.length - 1)])
    return (await run(db, { ...args, ...filled })).rows
  }
}

/** Most rows of one statement: times the columns of any table this stays below every database's limit of values. */
const ROWS_PER_INSERT = 128

/** A prepared insert of as many rows as there are. */
export function preparedInsert<Table extends keyof Database>(
  table: Table,
  columns: readonly (keyof Database[Table] & string)[]
): (tx: Tx, rows: readonly Database[Table][]) => Promise<void> {
  const ofSize = new Map<number, (tx: Tx, values: unknown[]) => Promise<QueryResult<unknown>>>()
  function statement(size: number) {
    const known = ofSize.get(size)
    if (known) return known
    const made = prepare<unknown[], unknown>((db, place) => {
      const places = Array.from({ length: size }, (_, row) =>
        Object.fromEntries(columns.map((column, at) => [column, place(row * columns.length + at)]))
      )
      return db.insertInto(table).values(places as never)
    })
    ofSize.set(size, made)
    return made
  }
  return async (tx, rows) => {
    for (let at = 0; at < rows.length; ) {
      const size = sizeBelow(rows.length - at)
      const values: unknown[] = []
      for (const row of rows.slice(at, at + size)) for (const column of columns) values.push(row[column])
      await statement(size)(tx, values)
      at += size
    }
  }
}

/** Few sizes make few statements: the largest power of two that fits. */
function sizeBelow(rows: number): number {
  return Math.min(ROWS_PER_INSERT, 2 ** Math.floor(Math.log2(rows)))
}

/** Compiled once for each kind of database. */
function prepare<Args extends object, Row>(
  build: Build<Args, Row>
): (db: ReadTx, args: Args) => Promise<QueryResult<Row>> {
  const compiled = new WeakMap<object, Ready<Row>>()
  const place = ((name: PropertyKey) => new Place(name)) as Places<Args>
  return async (db, args) => {
    // what only reads is the whole database to its type alone
    const whole = db as Kysely<Database>
    const executor = whole.getExecutor()
    const { adapter } = executor
    const kind = adapter.constructor
    let ready = compiled.get(kind)
    if (!ready) {
      const query = build(whole, place).compile()
      ready = { query, places: placesOf(query.parameters) }
      compiled.set(kind, ready)
    }
    const { query, places } = ready
    const values = query.parameters.slice()
    for (const [at, name] of places) values[at] = args[name as keyof Args]
    if (isDirect(adapter)) return adapter.runDirectly(query.sql, values) as QueryResult<Row>
    return await executor.executeQuery({ ...query, parameters: values })
  }
}

/** A compiled query, and which of its values each run brings. */
interface Ready<Row> {
  query: CompiledQuery<Row>
  places: readonly (readonly [at: number, name: PropertyKey])[]
}

function placesOf(parameters: readonly unknown[]) {
  return parameters.flatMap((value, at) => (value instanceof Place ? [[at, value.name] as const] : []))
}
