import type { Topic } from '#shared/contract/ipc.ts'
import { opCancel } from '#shared/sync/cancel.ts'
import { asksFor, type OutboxRow, type OutboxRule } from './outbox-row.ts'
import type { RowsByLane } from './rows-by-lane.ts'

/** A withdrawal is not shown itself: the row that it withdraws says so. */
export const withdrawalRule: OutboxRule = { definition: opCancel, quiet: true, topics: (): Topic[] => [] }

const isOpen = (row: OutboxRow) => row.state !== 'accepted' && row.state !== 'rejected'

/** The withdrawal of a row that the server has not answered yet. */
export function withdrawalOf(rows: RowsByLane, { opId }: OutboxRow): OutboxRow | undefined {
  return rows.lane(opCancel.lane({ opId })).find(isOpen)
}

/** What an accepted withdrawal takes out of the Outbox. */
export function withdrawnRow(rows: RowsByLane, withdrawal: OutboxRow): OutboxRow | undefined {
  const row = asksFor(withdrawal, opCancel) ? rows.get(withdrawal.args.opId) : undefined
  return row && isOpen(row) ? row : undefined
}

/**
 * From which place on each Lane waits for the answer to a withdrawal. The withdrawn row must not be sent once more before,
 * and what was asked for after it must not overtake a copy of it that is still on its way.
 */
export function placesWaiting(rows: RowsByLane): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const opId of rows.idsOf('cancel')) {
    const row = rows.get(opId)
    if (!row || !withdrawalOf(rows, row)) continue
    places.set(row.lane, Math.min(row.place, places.get(row.lane) ?? row.place))
  }
  return places
}
