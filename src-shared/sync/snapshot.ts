import { z } from 'zod'
import { Seq } from './change.ts'

/** Opens a full copy: the client pages every entity, then replays the feed from `seq`. */
export const SnapshotStart = z.object({
  epoch: z.string(),
  /** the head when the Snapshot began; rows newer than it may be in the pages, and replaying is harmless */
  seq: Seq,
  aclVersion: z.number().int(),
  /** in the order to fetch them, with an estimate for progress */
  entities: z.array(z.object({ name: z.string(), rows: z.number().int() }))
})
export type SnapshotStart = z.infer<typeof SnapshotStart>

/** One page of one entity by key; the newest come first where an entity has a time. */
export const SnapshotPage = z.object({
  entity: z.string(),
  rows: z.array(z.unknown()),
  /** pass it as `after` for the next page; null at the end */
  next: z.string().nullable()
})
export type SnapshotPage = z.infer<typeof SnapshotPage>

/**
 * A page of an entity that has a `table`, as a database of SQLite with that table: who asks for it (`Accept`) copies very many rows
 * without reading each. The rows lie in the order of the page.
 */
export const PAGE_DATABASE_TYPE = 'application/vnd.sqlite3'
/** Beside such a page: what `next` is in JSON; absent at the end. */
export const PAGE_NEXT_HEADER = 'x-octopus-next'

/** Most rows in one page of a Snapshot. */
export const SNAPSHOT_MAX_ROWS = 5000
