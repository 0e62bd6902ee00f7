import type { SqliteFile } from '../../sqlite/sqlite-file.ts'

/** After this long a use counts half. */
const HALF_LIFE_MS = 14 * 24 * 3_600_000

/** How often and how recently this agent used each response; kept on this computer only. */
export interface ResponseUse {
  used(responseId: string, nowMs: number): void
  /** By response: 1 for one use just now, fading by half every two weeks. */
  weights(nowMs: number): ReadonlyMap<string, number>
}

export function createResponseUse(file: SqliteFile): ResponseUse {
  const faded = (weight: number, sinceMs: number) => weight * 2 ** (-Math.max(0, sinceMs) / HALF_LIFE_MS)
  return {
    used(responseId, nowMs) {
      file.transact((tx) => {
        const before = tx.get<{ weight: number; lastMs: number }>(
          'SELECT weight, last_used_ms AS lastMs FROM response_use WHERE response_id = ?',
          responseId
        )
        const weight = 1 + (before ? faded(before.weight, nowMs - before.lastMs) : 0)
        tx.run(
          `INSERT INTO response_use (response_id, uses, weight, last_used_ms) VALUES (?, 1, ?, ?)
           ON CONFLICT (response_id) DO UPDATE SET uses = uses + 1, weight = excluded.weight,
             last_used_ms = excluded.last_used_ms`,
          responseId,
          weight,
          nowMs
        )
      })
    },
    weights(nowMs) {
      const rows = file.read.all<{ id: string; weight: number; lastMs: number }>(
        'SELECT response_id AS id, weight, last_used_ms AS lastMs FROM response_use'
      )
      return new Map(rows.map((row) => [row.id, faded(row.weight, nowMs - row.lastMs)]))
    }
  }
}
