import Database from 'better-sqlite3'
import { plannedOnce } from '#shared/base/planned-once.ts'
import { COPIED_SUFFIX, withCopied } from './copied.ts'
import { createLogMover, syncToDisk } from './move-log.ts'

export type SqlValue = string | number | null

/** A database that can only be read. Statements are prepared once per text. */
export interface ReadableDb {
  get<Row>(sql: string, ...params: SqlValue[]): Row | undefined
  all<Row>(sql: string, ...params: SqlValue[]): Row[]
}

/** A database inside a transaction. */
export interface WritableDb extends ReadableDb {
  /** Answers the number of rows that changed. */
  run(sql: string, ...params: SqlValue[]): number
}

/** One open file. `read` outside of a transaction, `transact` to write: all or nothing. */
export interface SqliteFile {
  readonly path: string
  read: ReadableDb
  transact<T>(work: (tx: WritableDb) => T): T
  /** The same without waiting for the disk: it survives a kill at once, a power cut after the next `transact` or `syncLog`. */
  transactLightly<T>(work: (tx: WritableDb) => T): T
  /** Writes without waiting for the disk, much at a time: a power cut may break the file while this is on. */
  setBulk(on: boolean): void
  /** While held, commits do not move the log into the file, which waits for the disk: `moveLog` does, in a turn of its own. */
  holdLog(on: boolean): void
  /** Moves the log into the file as far as nobody needs it, and waits for the disk beside the event loop. */
  moveLog(): Promise<void>
  /** Moves the log into the file and empties it, so that no removed byte stays in it. */
  checkpoint(): void
  /**
   * Runs `work` while a database that came as bytes is attached as `copied`. Throws ForeignDatabase when they are no database with
   * the one table that `tableSql` creates.
   */
  withCopied<T>(bytes: Uint8Array, tableSql: string, work: () => T): T
  /** Waits, beside the event loop, until everything in the file is on the disk. */
  sync(): Promise<void>
  /** Waits, beside the event loop, until everything committed so far is on the disk. */
  syncLog(): Promise<void>
  close(): void
}

/** Brings the tables from one version to the next; its place in the list is its version. */
export interface Migration {
  name: string
  sql: string
}

/** The file was written by a newer version of the app. */
export class FileTooNew extends Error {
  override name = 'FileTooNew'
}

export interface OpenOptions {
  path: string
  migrations: readonly Migration[]
  /** `full` survives a power cut after each commit; `normal` may lose the last commits, never the order of them. */
  durability: 'full' | 'normal'
}

/** How files are opened: the disk as an argument. */
export type OpenSqliteFile = (options: OpenOptions) => SqliteFile

/** Opens or creates a file and migrates it. Throws FileTooNew, or SQLite's own error when the file is corrupt. */
export function openSqliteFile({ path, migrations, durability }: OpenOptions): SqliteFile {
  const database = new Database(path)
  try {
    database.pragma('journal_mode = WAL')
    database.pragma(`synchronous = ${durability}`)
    database.pragma('temp_store = MEMORY')
    // a removed row leaves no readable bytes behind
    database.pragma('secure_delete = ON')
    migrate(database, path, migrations)
    return wrap(database, path, durability)
  } catch (error) {
    database.close()
    throw error
  }
}

/** Page cache; SQLite counts kilobytes as negative numbers. */
const CACHE_KB = -16_000
const BULK_CACHE_KB = -64_000
/** How long the log may become, in pages of 4 KB, before a commit moves it into the file. */
const LOG_PAGES = 1000
const BULK_LOG_PAGES = 4000
/** Only against a log that is never moved. */
const HELD_LOG_PAGES = 16_000

function migrate(database: Database.Database, path: string, migrations: readonly Migration[]): void {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) {
    throw new FileTooNew(
      `${path} has tables of version ${version}, this app knows ${migrations.length}: it was written by a newer version`
    )
  }
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    database.transaction(() => {
      database.exec(migration.sql)
      database.pragma(`user_version = ${index + 1}`)
    })()
  }
}

function wrap(database: Database.Database, path: string, durability: OpenOptions['durability']): SqliteFile {
  const prepared = new Map<string, Database.Statement<SqlValue[]>>()
  function statement(sql: string): Database.Statement<SqlValue[]> {
    const known = prepared.get(sql)
    if (known) return known
    const fresh = database.prepare<SqlValue[]>(plannedOnce(sql))
    prepared.set(sql, fresh)
    return fresh
  }
  const db: WritableDb = {
    get: <Row>(sql: string, ...params: SqlValue[]) => statement(sql).get(...params) as Row | undefined,
    all: <Row>(sql: string, ...params: SqlValue[]) => statement(sql).all(...params) as Row[],
    run: (sql, ...params) => statement(sql).run(...params).changes
  }
  let commits = 0
  let isHeld = false
  const mover = createLogMover(database, path, durability, () => commits)
  const transact: SqliteFile['transact'] = (work) => {
    mover.beforeWrite()
    db.run('BEGIN IMMEDIATE')
    try {
      const result = work(db)
      db.run('COMMIT')
      commits += 1
      return result
    } catch (error) {
      if (database.inTransaction) db.run('ROLLBACK')
      throw error
    }
  }
  return {
    path,
    read: db,
    transact,
    transactLightly(work) {
      database.pragma('synchronous = normal')
      try {
        return transact(work)
      } finally {
        database.pragma(`synchronous = ${durability}`)
      }
    },
    setBulk(on) {
      database.pragma(`synchronous = ${on ? 'OFF' : durability}`)
      database.pragma(`cache_size = ${on ? BULK_CACHE_KB : CACHE_KB}`)
      database.pragma(`wal_autocheckpoint = ${on ? BULK_LOG_PAGES : LOG_PAGES}`)
    },
    holdLog(on) {
      if (on === isHeld) return
      isHeld = on
      database.pragma(`wal_autocheckpoint = ${on ? HELD_LOG_PAGES : LOG_PAGES}`)
    },
    moveLog: () => mover.move(),
    checkpoint() {
      database.pragma('wal_checkpoint(TRUNCATE)')
    },
    withCopied: (bytes, tableSql, work) =>
      withCopied(database, `${path}${COPIED_SUFFIX}`, bytes, tableSql, work),
    sync: () => syncToDisk(path),
    syncLog: () => syncToDisk(`${path}-wal`),
    close() {
      mover.close()
      database.close()
    }
  }
}
