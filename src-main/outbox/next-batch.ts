import { BACKOFF_MAX_MS } from './backoff.ts'
import type { OutboxRow } from './outbox-row.ts'
import { isHeld, type RowsByLane } from './rows-by-lane.ts'
import { placesWaiting } from './withdrawal.ts'

/** What to do now: push these rows, wait until a moment, or nothing at all. */
export type NextBatch =
  | { kind: 'push'; rows: OutboxRow[] }
  | { kind: 'wait'; untilMs: number }
  | { kind: 'nothing' }

/** Whether a row waits for its next try; a clock that was set back must not make it wait for days. */
function isWaiting(row: OutboxRow, nowMs: number): boolean {
  if (row.nextAtMs === null || row.nextAtMs <= nowMs) return false
  return row.nextAtMs - nowMs <= BACKOFF_MAX_MS
}

/**
 * Chooses the rows that may go out together: in order of place, so that what was asked for later never overtakes, and
 * without the Lanes that a refused row, a withdrawal or a row that is not ready holds. A row that waits for its next try makes all later ones wait: what
 * failed was the way to the server, not the row.
 * @param isReady whether all that a row needs before it goes is there
 * @param leavesAfterMs how long a row stays to be undone; only its Lane waits with it
 */
export function nextBatch(
  rows: RowsByLane,
  nowMs: number,
  maxRows: number,
  isReady: (row: OutboxRow) => boolean,
  leavesAfterMs: (row: OutboxRow) => number
): NextBatch {
  const chosen: OutboxRow[] = []
  const notReady = new Set<string>()
  const waiting = placesWaiting(rows)
  let firstLeavesMs = Number.POSITIVE_INFINITY
  for (const row of rows.all()) {
    if (chosen.length === maxRows) break
    if (row.state === 'accepted' || row.state === 'rejected' || isHeld(rows, row)) continue
    if (row.place >= (waiting.get(row.lane) ?? Number.POSITIVE_INFINITY)) continue
    if (notReady.has(row.lane) || !isReady(row)) {
      notReady.add(row.lane)
      continue
    }
    const leavesInMs = row.frozen === null ? row.createdAtMs + leavesAfterMs(row) - nowMs : 0
    // a clock that was set back must not keep it
    if (leavesInMs > 0 && leavesInMs <= leavesAfterMs(row)) {
      notReady.add(row.lane)
      firstLeavesMs = Math.min(firstLeavesMs, nowMs + leavesInMs)
      continue
    }
    if (isWaiting(row, nowMs)) {
      if (chosen.length === 0) return { kind: 'wait', untilMs: row.nextAtMs ?? nowMs }
      break
    }
    chosen.push(row)
  }
  if (chosen.length > 0) return { kind: 'push', rows: chosen }
  return firstLeavesMs < Number.POSITIVE_INFINITY
    ? { kind: 'wait', untilMs: firstLeavesMs }
    : { kind: 'nothing' }
}
