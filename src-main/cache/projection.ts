import type { Topic } from '#shared/contract/ipc.ts'
import type { EntityDefinition } from '#shared/sync/change.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite-file.ts'

/** Collects which Views may have changed; told to windows after the commit. */
export type Touch = (topic: Topic) => void

/** How one entity's Changes become rows of the cache. A feature hands it in; the mechanism decides when it runs. */
export interface Projection<Row = unknown> {
  entity: EntityDefinition<string, Row>
  /** Writes a row unless a newer version is here already. */
  put(tx: WritableDb, row: Row, touch: Touch): void
  /** Removes what is not newer than `version`. */
  remove(tx: WritableDb, id: string, version: number, touch: Touch): void
  /** Removes every row, where one word of the server takes all of an entity away. */
  removeAll?(tx: WritableDb, touch: Touch): void
  /** Writes all rows of the table of an entity that has one, which is attached as `copied.rows`; answers how many there are. */
  copy?(tx: WritableDb): number
  /** Runs once at the end of a transaction that has put rows: for work that costs less for many rows than for each. */
  afterRows?(tx: WritableDb, source: RowSource): void
  /** what a whole copy puts off */
  tidying?: Tidying
}

export interface Tidying {
  isDue(db: ReadableDb): boolean
  /** Does a few milliseconds of it; answers whether there is more. */
  part(tx: WritableDb): boolean
}

/** Where rows come from: a whole copy brings the newest first, the feed in the order of time. */
export type RowSource = 'copy' | 'feed'

/** All Projections in the order in which rows depend on each other: a message's conversation comes before it. */
export type Projections = ReadonlyMap<string, Projection>

export function projectionsInOrder(list: readonly Projection[]): Projections {
  return new Map(list.map((projection) => [projection.entity.name, projection]))
}

/** Removes whatever version is here. */
export const ANY_VERSION = Number.MAX_SAFE_INTEGER
