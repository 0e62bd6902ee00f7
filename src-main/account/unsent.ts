import type { RowsByLane } from '../outbox/rows-by-lane.ts'

/** How much of a person's work the server has not taken: on its way, and refused. What is quiet does not count. */
export function countUnsent(rows: RowsByLane): { unsent: number; refused: number } {
  const counts = { unsent: 0, refused: 0 }
  for (const row of rows.all()) {
    if (row.quiet) continue
    if (row.state === 'rejected') counts.refused++
    else if (row.state !== 'accepted') counts.unsent++
  }
  return counts
}
