import type { InboxKey, InboxPage, InboxRow } from '#shared/features/conversation/views.ts'

/** The rows of an inbox that are loaded: an unbroken run from the newest, and where it goes on. */
export interface InboxRows {
  rows: readonly InboxRow[]
  /** null when everything is loaded */
  next: InboxKey | null
}

export const NO_ROWS: InboxRows = { rows: [], next: null }

/** Negative when `a` stands above `b`: newest first, then by id downwards. */
export function compareKeys(a: InboxKey, b: InboxKey): number {
  if (a.lastActivityMs !== b.lastActivityMs) return b.lastActivityMs - a.lastActivityMs
  return a.conversationId < b.conversationId ? 1 : a.conversationId > b.conversationId ? -1 : 0
}

/**
 * Puts a freshly read page in place of what was loaded in its range. Rows that moved out of the range are dropped, rows
 * that moved into it stand only once.
 * @param after where the page begins (exclusive); null for the top
 */
export function replaceRange(loaded: InboxRows, after: InboxKey | null, page: InboxPage): InboxRows {
  const fresh = new Set(page.rows.map((row) => row.conversationId))
  const above = loaded.rows.filter(
    (row) => after !== null && compareKeys(row, after) <= 0 && !fresh.has(row.conversationId)
  )
  const end = page.next
  if (end === null) return { rows: [...above, ...page.rows], next: null }
  const below = loaded.rows.filter((row) => compareKeys(row, end) > 0 && !fresh.has(row.conversationId))
  return { rows: [...above, ...page.rows, ...below], next: below.length > 0 ? loaded.next : end }
}
