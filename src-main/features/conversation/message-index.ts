import type { RowSource } from '../../cache/projection.ts'
import type { ReadableDb, WritableDb } from '../../sqlite/sqlite-file.ts'

/** Makes the messages that this transaction has added searchable; what it removed or changed has left the index already. */
export function indexMessages(tx: WritableDb, source: RowSource): void {
  tx.run(
    `INSERT INTO message_search (rowid, text) SELECT key, text FROM messages
     WHERE key > (SELECT coalesce(max(id), 0) FROM message_search_docsize)`
  )
  if (source === 'copy') {
    tx.run('UPDATE message_order SET copied_to = (SELECT coalesce(max(key), 0) FROM messages)')
  }
}

/**
 * Keys of the messages that match, newest first: first what came with time, from the last on, then what a whole copy has
 * brought, from the first on.
 * @param match an expression of FTS5
 * @param before the last key that was answered; null to begin
 */
export function newestMatches(db: ReadableDb, match: string, before: number | null, limit: number): number[] {
  const order = db.get<{ to: number }>('SELECT copied_to AS "to" FROM message_order')
  const copiedTo = order?.to ?? 0
  const keys: number[] = []
  const isLater = before === null || before > copiedTo
  if (isLater) {
    const later = before ?? Number.MAX_SAFE_INTEGER
    keys.push(...keysOf(db.all<Key>(LATER, match, copiedTo, later, limit)))
  }
  if (keys.length < limit) {
    const after = isLater ? 0 : (before ?? 0)
    keys.push(...keysOf(db.all<Key>(COPIED, match, after, copiedTo, limit - keys.length)))
  }
  return keys
}

interface Key {
  key: number
}

const keysOf = (rows: readonly Key[]): number[] => rows.map(({ key }) => key)

const LATER = `SELECT rowid AS key FROM message_search
  WHERE message_search MATCH ? AND rowid > ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`
const COPIED = `SELECT rowid AS key FROM message_search
  WHERE message_search MATCH ? AND rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ?`
