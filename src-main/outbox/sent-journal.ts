import type { ReadableDb, WritableDb } from '../sqlite/sqlite-file.ts'
import type { OutboxRow } from './outbox-row.ts'

const KEPT_MS = 7 * 24 * 3_600_000

const COLUMNS = 'op_id, place, lane, type, v, args, base, frozen, accepted_seq, created_at_ms'

/** Notes an accepted Operation for seven days, in case the server is restored from a backup that lacks it. */
export function writeJournal(tx: WritableDb, row: OutboxRow, nowMs: number): void {
  tx.run(
    `INSERT OR REPLACE INTO sent_journal (${COLUMNS}, settled_at_ms)
     SELECT ${COLUMNS}, ? FROM operations WHERE op_id = ? AND frozen IS NOT NULL AND accepted_seq IS NOT NULL`,
    nowMs,
    row.opId
  )
}

export function pruneJournal(tx: WritableDb, nowMs: number): void {
  tx.run('DELETE FROM sent_journal WHERE settled_at_ms < ?', nowMs - KEPT_MS)
}

/** Puts everything of the journal back among the unsettled, as bytes that the server may or may not know. */
export function reviveJournal(tx: WritableDb): void {
  tx.run(
    `INSERT OR IGNORE INTO operations (op_id, place, lane, type, v, args, base, state, frozen, attempts, created_at_ms)
     SELECT op_id, place, lane, type, v, args, base, 'sending', frozen, 0, created_at_ms FROM sent_journal`
  )
  tx.run('DELETE FROM sent_journal')
}

/** sha256 of each file that the journal names: it may have to be sent again with its Operation. */
export function journalBlobs(db: ReadableDb): string[] {
  return db
    .all<{ sha256: string }>(
      `SELECT DISTINCT blob.value AS sha256 FROM sent_journal, json_each(sent_journal.frozen, '$.blobs') AS blob`
    )
    .map(({ sha256 }) => sha256)
}
