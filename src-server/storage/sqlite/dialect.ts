import type BetterSqlite3 from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement
} from 'kysely'
import { plannedOnce } from '#shared/base/planned-once.ts'
import type { Direct } from '../direct.ts'

/** Statements kept ready; their texts are few, because values are bound. */
const KEPT_STATEMENTS = 400

/**
 * Kysely on one SQLite connection: statements are compiled once, a transaction takes its lock at once (`begin`)
 * and a migration is all or nothing.
 */
export function sqliteDialect(
  sqlite: BetterSqlite3.Database,
  begin: 'begin immediate' | 'begin deferred'
): Dialect {
  const prepare = keepStatements(sqlite)
  const config: SqliteDialectConfig = { database: { close: () => {}, prepare } }
  const dialect = new SqliteDialect(config)
  return {
    createAdapter: () => new DirectAdapter(prepare),
    createDriver: (): Driver => new LockingDriver(config, sqlite, begin),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler()
  }
}

class DirectAdapter extends SqliteAdapter implements Direct {
  readonly #prepare: (text: string) => SqliteStatement

  constructor(prepare: (text: string) => SqliteStatement) {
    super()
    this.#prepare = prepare
  }

  override get supportsTransactionalDdl(): boolean {
    return true
  }

  /** There is one connection, and whoever runs a prepared query is in the one transaction that it has. */
  runDirectly(sql: string, values: readonly unknown[]): QueryResult<unknown> {
    const statement = this.#prepare(sql)
    if (statement.reader) return { rows: statement.all(values) }
    return { rows: [], numAffectedRows: BigInt(statement.run(values).changes) }
  }
}

class LockingDriver extends SqliteDriver {
  readonly #sqlite: BetterSqlite3.Database
  readonly #begin: string

  constructor(config: SqliteDialectConfig, sqlite: BetterSqlite3.Database, begin: string) {
    super(config)
    this.#sqlite = sqlite
    this.#begin = begin
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#begin))
  }

  /** SQLite has rolled back by itself after some failures (a full disk); asking again would hide the cause. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection)
  }
}

function keepStatements(sqlite: BetterSqlite3.Database): (text: string) => SqliteStatement {
  const kept = new Map<string, SqliteStatement>()
  return (text) => {
    const known = kept.get(text)
    if (known) return known
    const statement: SqliteStatement = sqlite.prepare<unknown[]>(plannedOnce(text)) as never
    if (kept.size >= KEPT_STATEMENTS) kept.clear()
    kept.set(text, statement)
    return statement
  }
}
