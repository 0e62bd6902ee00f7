import type { RequestId } from '#shared/base/ids.ts'
import { requestDecide } from '#shared/features/approval/operations.ts'
import type { Deciding, DecisionRefusal } from '#shared/features/approval/views.ts'
import { asksFor } from '../../outbox/outbox-row.ts'
import type { RowsByLane } from '../../outbox/rows-by-lane.ts'
import { UNDO_MS } from './outbox-rules.ts'

/** My unsettled decision of a request, laid over it: never an outcome, only that it is being decided. */
export function overlayDecision(
  rows: RowsByLane,
  requestId: RequestId
): { deciding: Deciding | null; refusal: DecisionRefusal | null } {
  let deciding: Deciding | null = null
  let refusal: DecisionRefusal | null = null
  for (const row of rows.lane(`request:${requestId}`)) {
    if (!asksFor(row, requestDecide)) continue
    const { opId, rejection, frozen, createdAtMs } = row
    const { outcome, reason } = row.args
    if (rejection) refusal ??= { opId, outcome, reason, ...rejection }
    else deciding = { opId, outcome, reason, undoUntilMs: frozen === null ? createdAtMs + UNDO_MS : null }
  }
  return { deciding, refusal }
}

/** The requests that I am deciding: they wait for nobody. */
export function beingDecided(rows: RowsByLane): RequestId[] {
  return rows
    .all()
    .flatMap((row) => (asksFor(row, requestDecide) && !row.rejection ? [row.args.requestId] : []))
}

/** My decisions that were refused, oldest first. */
export function refusedDecisions(rows: RowsByLane): RequestId[] {
  return rows
    .all()
    .flatMap((row) => (asksFor(row, requestDecide) && row.rejection ? [row.args.requestId] : []))
}
