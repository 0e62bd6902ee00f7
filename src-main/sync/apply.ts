import type { Topic } from '#shared/contract/ipc.ts'
import { type Change, type ChangeRange, EVERY_ROW } from '#shared/sync/change.ts'
import { ANY_VERSION, type Projection, type Projections, type Touch } from '../cache/projection.ts'
import { readSyncState, writeCursor, writeFreshness } from '../cache/sync-state.ts'
import type { SqliteFile, WritableDb } from '../sqlite/sqlite-file.ts'
import type { Log } from './log.ts'

/** What the cache did with a range: `gap` and `other-epoch` change nothing and ask for a pull or a resync. */
export type ApplyOutcome =
  | { kind: 'applied'; topics: Set<Topic> }
  | { kind: 'already-here' }
  | { kind: 'gap' }
  | { kind: 'other-epoch' }

/**
 * Applies a range and moves the Cursor, in one transaction; only when it joins on to what is here
 * (`from <= cursor < to`). The caller announces the Topics afterwards.
 */
export function applyRange(
  file: SqliteFile,
  projections: Projections,
  range: ChangeRange,
  nowMs: number,
  log: Log
): ApplyOutcome {
  const { cursor, epoch } = readSyncState(file.read)
  if (cursor === null) return { kind: 'gap' }
  if (epoch !== range.epoch) return { kind: 'other-epoch' }
  if (range.to <= cursor) return { kind: 'already-here' }
  if (range.from > cursor) return { kind: 'gap' }

  const topics = new Set<Topic>()
  const items = range.items.filter((item) => item.seq > cursor)
  file.transact((tx) => {
    applyItems(tx, projections, items, (topic) => topics.add(topic), log)
    writeCursor(tx, { epoch: range.epoch, cursor: range.to, aclVersion: range.aclVersion })
    if (range.to >= range.head) writeFreshness(tx, nowMs)
  })
  // what may no longer be seen here must not linger in the log file either
  if (items.some((item) => item.kind === 'evict')) file.checkpoint()
  return { kind: 'applied', topics }
}

/**
 * Applies entity by entity, in the Projections' order, each in the feed's order: rows are whole, so only the order
 * within one entity matters, and a message finds its conversation.
 */
function applyItems(
  tx: WritableDb,
  projections: Projections,
  items: readonly Change[],
  touch: Touch,
  log: Log
): void {
  const byEntity = new Map<string, Change[]>()
  for (const item of items) {
    const others = byEntity.get(item.entity)
    if (others) others.push(item)
    else byEntity.set(item.entity, [item])
  }
  for (const [entity, projection] of projections) {
    const theirs = byEntity.get(entity)
    if (!theirs) continue
    for (const item of theirs) applyItem(tx, projection, item, touch, log)
    projection.afterRows?.(tx, 'feed')
    byEntity.delete(entity)
  }
  for (const entity of byEntity.keys())
    log('warn', 'rows of a kind that this version does not know', { entity })
}

function applyItem(tx: WritableDb, projection: Projection, item: Change, touch: Touch, log: Log): void {
  switch (item.kind) {
    case 'row':
      putRow(tx, projection, item.row, touch, log)
      break
    case 'tombstone':
      projection.remove(tx, item.id, item.version, touch)
      break
    case 'evict':
      if (item.id === EVERY_ROW && projection.removeAll) {
        projection.removeAll(tx, touch)
        break
      }
      projection.remove(tx, item.id, ANY_VERSION, touch)
      break
  }
}

/** Parses at the door; a row that cannot be read is left out and reported, it must not stop all others. */
export function putRow(tx: WritableDb, projection: Projection, raw: unknown, touch: Touch, log: Log): void {
  const row = projection.entity.row.safeParse(raw)
  if (row.success) projection.put(tx, row.data, touch)
  else log('error', 'a row that cannot be read', { entity: projection.entity.name, why: row.error.message })
}
