import type { RowSource } from '../../cache/projection.ts'
import type { ReadableDb, WritableDb } from '../../sqlite/sqlite-file.ts'

/** Makes the messages that this transaction has added searchable; what it removed or changed has left the index already. */
export function indexMessages(tx: WritableDb, source: RowSource): void {
  const { last, bytes } = tx.get<Unindexed>(UNINDEXED) ?? { last: 0, bytes: 0 }
  if (bytes > 0) {
    tx.run('INSERT INTO message_search (rowid, text) SELECT key, text FROM messages WHERE key > ?', last)
    tx.run(MERGE, MERGED_PAGES + Math.ceil(bytes / BYTES_PER_MERGED_PAGE))
  }
  if (source === 'copy') {
    tx.run('UPDATE message_order SET copied_to = (SELECT coalesce(max(key), 0) FROM messages)')
  }
}

interface Unindexed {
  /** the last key that the index knows */
  last: number
  /** of the texts behind it */
  bytes: number
}

const UNINDEXED = `SELECT last, (SELECT coalesce(sum(octet_length(text) + 1), 0) FROM messages WHERE key > last) AS bytes
  FROM (SELECT coalesce(max(id), 0) AS last FROM message_search_docsize)`

/**
 * Pages of the index that each commit merges, and how much new text adds one: a page is written again about four times until it lies in
 * one of the few large segments, so that merging keeps up and no commit does much of it.
 */
const MERGED_PAGES = 8
const BYTES_PER_MERGED_PAGE = 2000

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
