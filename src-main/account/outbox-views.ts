import type { OutboxItem, SyncStatus } from '#shared/sync/status.ts'
import type { OutboxRow } from '../outbox/outbox-row.ts'
import { type RowsByLane, refusedIn } from '../outbox/rows-by-lane.ts'
import { withdrawalOf } from '../outbox/withdrawal.ts'
import type { ReadableDb } from '../sqlite/sqlite-file.ts'
import type { LinkStatus } from '../sync/link-state.ts'
import { aboutOf } from './about.ts'
import { OUTBOX_RULES } from './rooms.ts'
import { countUnsent } from './unsent.ts'

/** What the status bar says. */
export function syncStatus({ retryAtMs, ...link }: LinkStatus, rows: RowsByLane, nowMs: number): SyncStatus {
  const tries = [retryAtMs, ...rows.all().map(({ nextAtMs }) => nextAtMs)].filter(
    (atMs): atMs is number => atMs !== null && atMs > nowMs
  )
  return { ...link, ...countUnsent(rows), nextRetryAtMs: tries.length > 0 ? Math.min(...tries) : null }
}

/** Everything of a person that is not settled, in the order in which it was asked for. */
export function outboxList(
  db: ReadableDb,
  rows: RowsByLane,
  uploadShareOf: (row: OutboxRow) => number | null
): OutboxItem[] {
  const refused = onceEach((lane: OutboxRow['lane']) => refusedIn(rows.lane(lane)))
  return rows
    .all()
    .filter((row) => !row.quiet)
    .map((row) => {
      const first = refused(row.lane)
      return {
        opId: row.opId,
        lane: row.lane,
        type: row.type,
        args: row.args,
        about: aboutOf(db, row),
        state: row.state,
        heldBy: first && first.place < row.place ? first.opId : null,
        readable: isReadable(row),
        uploadShare: row.state === 'queued' ? uploadShareOf(row) : null,
        withdrawing: withdrawalOf(rows, row) !== undefined,
        createdAtMs: row.createdAtMs,
        attempts: row.attempts,
        nextAtMs: row.nextAtMs,
        rejection: row.rejection
      }
    })
}

/** Rows of another version are brought to this one when they are loaded; what still differs could not be read. */
function isReadable({ type, v, args }: OutboxRow): boolean {
  const definition = OUTBOX_RULES.get(type)?.definition
  return definition?.v === v && definition.args.safeParse(args).success
}

/** A Lane with a thousand rows is searched once, not a thousand times. */
function onceEach<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const found = new Map<Key, Value>()
  return (key) => {
    const known = found.get(key)
    if (known !== undefined || found.has(key)) return known as Value
    const value = find(key)
    found.set(key, value)
    return value
  }
}
