import type { OutboxItem, SyncStatus } from '#shared/sync/status.ts'
import { isHeld, type RowsByLane } from '../outbox/rows-by-lane.ts'
import { withdrawalOf } from '../outbox/withdrawal.ts'
import type { ReadableDb } from '../sqlite/sqlite-file.ts'
import type { LinkStatus } from '../sync/link-state.ts'
import { aboutOf } from './about.ts'
import { countUnsent } from './unsent.ts'

/** What the status bar says. */
export function syncStatus(link: LinkStatus, rows: RowsByLane, nowMs: number): SyncStatus {
  const waits = rows
    .all()
    .flatMap(({ nextAtMs }) => (nextAtMs !== null && nextAtMs > nowMs ? [nextAtMs] : []))
  return { ...link, ...countUnsent(rows), nextRetryAtMs: waits.length > 0 ? Math.min(...waits) : null }
}

/** Everything of a person that is not settled, in the order in which it was asked for. */
export function outboxList(db: ReadableDb, rows: RowsByLane): OutboxItem[] {
  return rows
    .all()
    .filter((row) => !row.quiet)
    .map((row) => ({
      opId: row.opId,
      lane: row.lane,
      type: row.type,
      args: row.args,
      about: aboutOf(db, row),
      state: row.state,
      held: isHeld(rows, row),
      withdrawing: withdrawalOf(rows, row) !== undefined,
      createdAtMs: row.createdAtMs,
      attempts: row.attempts,
      nextAtMs: row.nextAtMs,
      rejection: row.rejection
    }))
}
