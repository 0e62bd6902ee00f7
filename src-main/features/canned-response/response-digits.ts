import type { SqliteFile } from '../../sqlite/sqlite-file.ts'

/** The digits by which this agent inserts responses; kept on this computer only. */
export interface ResponseDigits {
  /** Gives a response a digit, whichever had it before; null takes it away. */
  set(responseId: string, digit: number | null): void
  /** By response. */
  all(): ReadonlyMap<string, number>
}

export function createResponseDigits(file: SqliteFile): ResponseDigits {
  return {
    set(responseId, digit) {
      file.transact((tx) => {
        tx.run('DELETE FROM response_digits WHERE response_id = ? OR digit = ?', responseId, digit)
        if (digit !== null) {
          tx.run('INSERT INTO response_digits (digit, response_id) VALUES (?, ?)', digit, responseId)
        }
      })
    },
    all() {
      const rows = file.read.all<{ id: string; digit: number }>(
        'SELECT response_id AS id, digit FROM response_digits'
      )
      return new Map(rows.map(({ id, digit }) => [id, digit]))
    }
  }
}
