import type { OutboxRow } from '../outbox/outbox-row.ts'

/** A text and the name of the file that it is meant for. */
export interface Exported {
  fileName: string
  text: string
}

/** Rows of the Outbox as they stand, in JSON that a person or another version of the app can read. */
export function exportRows(rows: readonly OutboxRow[], nowMs: number): Exported {
  const at = new Date(nowMs).toISOString()
  const operations = rows.map(
    ({ opId, type, v, lane, args, base, state, rejection, frozen, createdAtMs }) => ({
      opId,
      type,
      v,
      lane,
      args,
      base,
      state,
      rejection,
      frozen,
      createdAt: new Date(createdAtMs).toISOString()
    })
  )
  return {
    fileName: `octopus-desk-outbox-${at.slice(0, 10)}.json`,
    text: `${JSON.stringify({ exportedAt: at, operations }, null, 2)}\n`
  }
}
