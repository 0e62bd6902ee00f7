import type { OutboxItem, SyncStatus } from '#shared/sync/status.ts'
import { isHeld, type RowsByLane } from '../outbox/rows-by-lane.ts'
import type { LinkStatus } from '../sync/link-state.ts'
import { countUnsent } from './unsent.ts'

/** What the status bar says. */
export function syncStatus(link: LinkStatus, rows: RowsByLane, nowMs: number): SyncStatus {
  const waits = rows
    .all()
    .flatMap(({ nextAtMs }) => (nextAtMs !== null && nextAtMs > nowMs ? [nextAtMs] : []))
  return { ...link, ...countUnsent(rows), nextRetryAtMs: waits.length > 0 ? Math.min(...waits) : null }
}

/** Everything of a person that is not settled, in the order in which it was asked for. */
export function outboxList(rows: RowsByLane): OutboxItem[] {
  return rows
    .all()
    .filter((row) => !row.quiet)
    .map((row) => ({
      opId: row.opId,
      lane: row.lane,
      type: row.type,
      args: row.args,
      state: row.state,
      held: isHeld(rows, row),
      createdAtMs: row.createdAtMs,
      attempts: row.attempts,
      nextAtMs: row.nextAtMs,
      rejection: row.rejection
    }))
}
