import type { z } from 'zod'
import type { Outcome } from '#shared/features/approval/entities.ts'
import { requestDecide } from '#shared/features/approval/operations.ts'
import type { DecisionResult, DecisionsArgs } from '#shared/features/approval/views.ts'
import { asksFor } from '../../outbox/outbox-row.ts'
import type { RowsByLane } from '../../outbox/rows-by-lane.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'
import { UNDO_MS } from './outbox-rules.ts'

interface Known {
  id: string
  version: number
  state: 'pending' | 'decided' | 'withdrawn'
  outcome: Outcome | null
  byId: string | null
  byName: string | null
}

/** What became of decisions that I made together, in their order; those of requests that are not here any more are left out. */
export function decisionResults(
  db: ReadableDb,
  rows: RowsByLane,
  { decisions }: z.output<typeof DecisionsArgs>,
  me: { userId: string; nowMs: number }
): DecisionResult[] {
  if (decisions.length === 0) return []
  const known = db.all<Known>(
    `SELECT id, version, state, outcome, body ->> '$.decision.byId' AS byId, body ->> '$.decision.byName' AS byName
     FROM requests WHERE id IN (${decisions.map(() => '?').join(', ')})`,
    ...decisions.map(({ requestId }) => requestId)
  )
  const byId = new Map(known.map((request) => [request.id, request]))
  return decisions.flatMap(({ requestId, opId }): DecisionResult[] => {
    const request = byId.get(requestId)
    if (!request) return []
    const row = rows.get(opId)
    const result = { opId, counts: countsOf(request), version: request.version, refusal: null }
    if (!row || !asksFor(row, requestDecide)) return [{ ...result, state: settled(request, me.userId) }]
    if (row.rejection) {
      const { outcome, reason } = row.args
      return [{ ...result, state: 'refused', refusal: { opId, outcome, reason, ...row.rejection } }]
    }
    if (row.frozen !== null) return [{ ...result, state: 'deciding' }]
    return [{ ...result, state: me.nowMs < row.createdAtMs + UNDO_MS ? 'undoable' : 'waiting' }]
  })
}

function countsOf({ outcome, byName }: Known): DecisionResult['counts'] {
  return outcome === null ? null : { outcome, byName: byName ?? '' }
}

function settled({ state, byId }: Known, me: string): DecisionResult['state'] {
  if (state === 'withdrawn') return 'withdrawn'
  if (state === 'pending') return 'undone'
  return byId === me ? 'done' : 'lost'
}
