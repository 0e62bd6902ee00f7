import BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MIGRATIONS } from '../migrations/list.ts'
import type { NextTurn } from '../next-turn.ts'
import { PartLost, savepoint } from '../savepoint.ts'
import type { Database } from '../schema.ts'
import { type Storage, StorageBusy, type Tx } from '../storage.ts'
import { sqliteDialect } from './dialect.ts'
import { passing } from './errors.ts'
import { createGroupCommit } from './group-commit.ts'
import { createLogMover } from './log-mover.ts'
import { createTableMaker } from './rows-as-table.ts'

/** How long a write waits for another process (a backup, an import) to release the file, in milliseconds. */
const BUSY_MS = 2000

export interface SqliteOptions {
  nextTurn?: NextTurn
  /** moves the log in a thread; a simulation has none, as its time would not wait for it */
  movesLog?: boolean
}

/** Opens (or makes) the server's SQLite file. Throws SQLite's own error when the file cannot be opened. */
export function openSqliteStorage(file: string, options: SqliteOptions = {}): Storage {
  const { nextTurn = setImmediate, movesLog = true } = options
  const writer = new BetterSqlite3(file, { timeout: BUSY_MS })
  writer.pragma('journal_mode = WAL')
  writer.pragma('synchronous = FULL')
  writer.pragma('foreign_keys = ON')
  // what a savepoint may bring back is kept in memory, and not in a file of its own
  writer.pragma('temp_store = MEMORY')
  const reader = new BetterSqlite3(file, { readonly: true, timeout: BUSY_MS })

  const writing = new Kysely<Database>({ dialect: sqliteDialect(writer, 'begin immediate') })
  const reading = new Kysely<Database>({ dialect: sqliteDialect(reader, 'begin deferred') })
  const mover = movesLog ? createLogMover(writer, file) : null
  const commits = createGroupCommit<Tx>(
    {
      together: createTogether(writer, writing),
      part: savepoint,
      alive: (error) => writer.inTransaction && !(error instanceof PartLost),
      held: () => mover?.held() ?? null,
      settled: () => mover?.committed()
    },
    nextTurn
  )
  const snapshot = createSnapshots(reader)
  const tables = createTableMaker(file, BUSY_MS)
  let closing = false

  return {
    async transact(work, { repeatable = false } = {}) {
      if (closing) throw new StorageBusy('the storage is shutting down')
      return await commits.run(work, repeatable).catch(sayWhatPasses)
    },
    async read(work) {
      if (closing) throw new StorageBusy('the storage is shutting down')
      return await snapshot(() => work(reading)).catch(sayWhatPasses)
    },
    async readAsTable(tableSql, ask) {
      if (closing) throw new StorageBusy('the storage is shutting down')
      try {
        return tables.make(tableSql, ask(reading).compile())
      } catch (error) {
        return sayWhatPasses(error)
      }
    },
    async migrate() {
      const migrator = new Migrator({
        db: writing,
        provider: { getMigrations: () => Promise.resolve(MIGRATIONS) }
      })
      const { error } = await migrator.migrateToLatest()
      if (error) throw error
    },
    async close() {
      closing = true
      await commits.idle()
      await mover?.close()
      await reading.destroy()
      await writing.destroy()
      tables.close()
      reader.close()
      writer.close()
    }
  }
}

/** Runs a work in a transaction that takes its lock at once, straight on the connection: there is one, and one group at a time. */
function createTogether(writer: BetterSqlite3.Database, writing: Kysely<Database>) {
  const begin = writer.prepare('begin immediate')
  const commit = writer.prepare('commit')
  const rollBack = writer.prepare('rollback')
  const tx = writing as Kysely<Database> as Tx

  return async (work: (tx: Tx) => Promise<void>): Promise<void> => {
    begin.run()
    try {
      await work(tx)
      commit.run()
    } catch (error) {
      // SQLite has rolled back by itself after some failures (a full disk); asking again would hide the cause
      if (writer.inTransaction) rollBack.run()
      throw error
    }
  }
}

/** Runs one work after the other, each on one snapshot: there is one connection. */
function createSnapshots(reader: BetterSqlite3.Database) {
  const begin = reader.prepare('begin deferred')
  const end = reader.prepare('commit')
  let last: Promise<unknown> = Promise.resolve()

  async function onSnapshot<T>(work: () => Promise<T>): Promise<T> {
    begin.run()
    try {
      return await work()
    } finally {
      if (reader.inTransaction) end.run()
    }
  }
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(() => onSnapshot(work))
    last = mine.catch(() => undefined)
    return mine
  }
}

function sayWhatPasses(error: unknown): never {
  const code = passing(error)
  throw code ? new StorageBusy(`the storage cannot answer now (${code})`, { cause: error }) : error
}
