import type { Compilable } from 'kysely'
import type { EntityName } from '#shared/contract/entities.ts'
import type { ReadTx } from '../storage/storage.ts'
import type { Caller } from './actor.ts'

/** How a room hands out all rows of one entity that the caller may see, page by page. */
export interface SnapshotSource {
  entity: EntityName
  /** how many rows there are: an estimate, for progress */
  count(db: ReadTx, caller: Caller): Promise<number>
  /**
   * Rows after the key `after` (undefined: from the start), in the order of the entity's key; `next` is the key to go
   * on from, null at the end. Answers null when `after` is not a key that this source has given out.
   */
  page(
    db: ReadTx,
    caller: Caller,
    after: string | undefined,
    limit: number
  ): Promise<{ rows: unknown[]; next: string | null } | null>
  /** the same pages for an entity that has a table */
  asTable?: TableSource
}

/** How a room asks for the rows of a page as the entity's table has them. */
export interface TableSource {
  /** what creates the table */
  sql: string
  /** The columns in their order; null when `after` is not a key that the source has given out. */
  query(db: ReadTx, caller: Caller, after: string | undefined, limit: number): Compilable | null
  /** the key to go on from after this row */
  keyOf(last: Record<string, unknown>): string
}
