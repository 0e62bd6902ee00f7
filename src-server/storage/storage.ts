import type { Compilable, Kysely, Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** A transaction that may write. `savepoint` (savepoint.ts) makes a part of it undoable. */
export type Tx = Transaction<Database>

/** What may only read, all of it from one snapshot. A Tx is one too, so a repository's queries take this. */
export type ReadTx = Pick<Kysely<Database>, 'selectFrom' | 'withRecursive' | 'fn'>

/** Where the server keeps its rows. Throws `StorageBusy` for trouble that passes by itself. */
export interface Storage {
  /**
   * Runs `work` and commits durably; everything is undone when it throws. Works that wait at the same time may
   * share one commit, but each is undone alone. Resolves only after the commit.
   * `repeatable`: what it does besides writing rows may be done twice, so that it may be undone and run again.
   */
  transact<T>(work: (tx: Tx) => Promise<T>, how?: { repeatable?: boolean }): Promise<T>
  /** Runs `work` on one snapshot, beside writers. */
  read<T>(work: (db: ReadTx) => Promise<T>): Promise<T>
  /**
   * Asks for rows, beside writers, and answers them as a database of SQLite with nothing but the table `rows` that `tableSql` creates;
   * the query names its columns in their order.
   */
  readAsTable(tableSql: string, ask: (db: ReadTx) => Compilable): Promise<RowsAsTable>
  /** Brings the tables to the current shape. */
  migrate(): Promise<void>
  /** Waits for what runs, then closes. */
  close(): Promise<void>
}

/** Rows as the bytes of a database. */
export interface RowsAsTable {
  bytes: Buffer
  count: number
  /** the last row by the table's columns; undefined when there are none */
  last: Record<string, unknown> | undefined
}

/** The storage cannot take the write now (locked, full, shutting down): nothing was stored, asking again may succeed. */
export class StorageBusy extends Error {
  override name = 'StorageBusy'
}
