import { z } from 'zod'

/** The last seq of the tenant's ChangeFeed that a client has fully applied. Dense, from 1; 0 is before everything. */
export const Seq = z.number().int().nonnegative()
export type Seq = z.infer<typeof Seq>

const place = { seq: Seq, type: z.string().max(64), entity: z.string().max(64), id: z.string().max(130) }

/** The id in an `evict` of every row of an entity. */
export const EVERY_ROW = '*'

/** A fact in server order: a row as it is now, its removal, or its leaving what this user may see. */
export const Change = z.discriminatedUnion('kind', [
  z.object({ ...place, kind: z.literal('row'), version: z.number().int(), row: z.unknown() }),
  z.object({ ...place, kind: z.literal('tombstone'), version: z.number().int() }),
  z.object({ ...place, kind: z.literal('evict') })
])
export type Change = z.infer<typeof Change>

/** Answers `(from, to]` of the feed, filtered to the user: it covers every seq of the range, also when `items` is empty. */
export const ChangeRange = z.object({
  /** changes when the server was restored from a backup; the client then resyncs */
  epoch: z.string(),
  from: Seq,
  to: Seq,
  head: Seq,
  aclVersion: z.number().int(),
  items: z.array(Change),
  more: z.boolean()
})
export type ChangeRange = z.infer<typeof ChangeRange>

/** Most items in one range. */
export const RANGE_MAX_ITEMS = 500

/** One kind of synced row: its name in Changes and Snapshots, its shape, its key. */
export interface EntityDefinition<Name extends string = string, Row = unknown> {
  name: Name
  row: z.ZodType<Row>
  id(row: Row): string
  version(row: Row): number
  /**
   * For rows that are so many that a Snapshot carries them as a database of SQLite too: what creates its table `rows`, the only thing
   * in it.
   */
  table?: string
}

export function defineEntity<Name extends string, Row>(
  definition: EntityDefinition<Name, Row>
): EntityDefinition<Name, Row> {
  return definition
}
