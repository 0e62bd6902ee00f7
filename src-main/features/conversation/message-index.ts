import type { RowSource } from '../../cache/projection.ts'
import type { ReadableDb, WritableDb } from '../../sqlite/sqlite-file.ts'

/**
 * Makes the messages that this transaction has added searchable; what it removed or changed has left the index already. Each
 * transaction adds a segment to the index, and merges some of them, but for a whole copy: `mergeMessageIndex` does that later.
 */
export function indexMessages(tx: WritableDb, source: RowSource): void {
  const last = tx.get<{ last: number }>(LAST)?.last ?? 0
  const added = tx.run(
    'INSERT INTO message_search (rowid, text) SELECT key, text FROM messages WHERE key > ?',
    last
  )
  if (source === 'copy') tx.run(COPIED_UP_TO_HERE, added > 0 ? 1 : 0)
  if (added === 0 || (source === 'copy' && unmergedIn(tx) <= UNMERGED_MOST)) return
  const bytes = tx.get<{ bytes: number }>(BYTES, last)?.bytes ?? 0
  tx.run(MERGE, MERGED_PAGES + Math.ceil(bytes / BYTES_PER_MERGED_PAGE))
}

/** Whether whole copies have left something to merge. */
export function isIndexUnmerged(db: ReadableDb): boolean {
  return unmergedIn(db) > 0
}

/** Merges a part of what whole copies have left unmerged; answers whether there is more. */
export function mergeMessageIndex(tx: WritableDb): boolean {
  if (!isIndexUnmerged(tx)) return false
  const before = changesSoFar(tx)
  tx.run(MERGE, PAGES_AT_ONCE)
  // FTS5 counts one change for the command itself
  if (changesSoFar(tx) - before > 1) return true
  tx.run('UPDATE message_order SET unmerged = 0')
  return false
}

/** The last key that the index knows. */
const LAST = 'SELECT coalesce(max(id), 0) AS last FROM message_search_docsize'

/** Of the texts behind a key. */
const BYTES = 'SELECT coalesce(sum(octet_length(text) + 1), 0) AS bytes FROM messages WHERE key > ?'

const COPIED_UP_TO_HERE = `UPDATE message_order SET copied_to = (SELECT coalesce(max(key), 0) FROM messages), unmerged = unmerged + ?`

const unmergedIn = (db: ReadableDb): number =>
  db.get<{ unmerged: number }>('SELECT unmerged FROM message_order')?.unmerged ?? 0

const changesSoFar = (db: ReadableDb): number =>
  db.get<{ changes: number }>('SELECT total_changes() AS changes')?.changes ?? 0

/** Segments that a whole copy may leave. With many more of them, FTS5 would merge them all within one commit. */
const UNMERGED_MOST = 128

/**
 * Pages of the index that each commit merges, and how much new text adds one: a page is written again about four times until it lies in
 * one of the few large segments, so that merging keeps up and no commit does much of it.
 */
const MERGED_PAGES = 8
const BYTES_PER_MERGED_PAGE = 2000

/** Pages that are merged in one commit when nothing else is to do: a few milliseconds. */
const PAGES_AT_ONCE = 64

const MERGE = `INSERT INTO message_search (message_search, rank) VALUES ('merge', ?)`

/**
 * Keys of the messages that match, newest first: first what came with time, from the last on, then what a whole copy has
 * brought, from the first on.
 * @param match an expression of FTS5
 * @param before the last key that was answered; null to begin
 */
export function newestMatches(db: ReadableDb, match: string, before: number | null, limit: number): number[] {
  const { copiedTo, last } = db.get<Borders>(BORDERS) ?? { copiedTo: 0, last: 0 }
  const keys: number[] = []
  // a word whose end may be missing costs as much as all of its matches, in whichever part it is looked for
  const isInLater = before === null || before > copiedTo
  if (isInLater && last > copiedTo) {
    const later = before ?? Number.MAX_SAFE_INTEGER
    keys.push(...keysOf(db.all<Key>(LATER, match, copiedTo, later, limit)))
  }
  if (keys.length < limit) {
    const after = isInLater ? 0 : before
    keys.push(...keysOf(db.all<Key>(COPIED, match, after, copiedTo, limit - keys.length)))
  }
  return keys
}

/** More words than these are not named one by one: finding them would take as long as merging their matches. */
const MOST_WORDS = 40

/** The words of the messages that begin so; null when there are too many of them. */
export function wordsStarting(db: Pick<ReadableDb, 'get'>, start: string): string[] | null {
  const words: string[] = []
  let from = start
  for (;;) {
    const word = db.get<{ term: string }>(NEXT_WORD, from)?.term
    if (!word?.startsWith(start)) return words
    if (words.length === MOST_WORDS) return null
    words.push(word)
    // no sign of a word comes before the blank
    from = `${word} `
  }
}

const NEXT_WORD = 'SELECT term FROM message_terms WHERE term >= ? LIMIT 1'

interface Borders {
  copiedTo: number
  /** the last key of all */
  last: number
}

const BORDERS = `SELECT coalesce(max(copied_to), 0) AS copiedTo,
    (SELECT coalesce(max(key), 0) FROM messages) AS last
  FROM message_order`

interface Key {
  key: number
}

const keysOf = (rows: readonly Key[]): number[] => rows.map(({ key }) => key)

const LATER = `SELECT rowid AS key FROM message_search
  WHERE message_search MATCH ? AND rowid > ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`
const COPIED = `SELECT rowid AS key FROM message_search
  WHERE message_search MATCH ? AND rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ?`
