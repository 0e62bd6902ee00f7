import type { z } from 'zod'
import type {
  InboxArgs,
  InboxCounts,
  InboxKey,
  InboxPage,
  InboxRow
} from '#shared/features/conversation/views.ts'
import type { ReadableDb, SqlValue } from '../../sqlite/sqlite-file.ts'
import type { DeskReader } from './desk-reader.ts'
import { addToCounts, bucketOf, readCounts } from './inbox-counts.ts'
import { overlaidRow, STORED_ROW, type StoredRow, type StoredRowWithOwner, settledRow } from './inbox-row.ts'
import { hasWordStarting, queryWordsOf } from './search-words.ts'

type Args = z.infer<typeof InboxArgs>

/** Conditions in SQL with their values. */
interface Where {
  sql: string[]
  params: SqlValue[]
}

/**
 * One page of the inbox. Conversations with unsettled Operations may stand elsewhere than the cache says, and there are few
 * of them: they are read by id and merged into the page that the index gives for all others.
 */
export function inboxPage(desk: DeskReader, args: Args): InboxPage {
  const search = searchWhere(desk.db, args.search)
  const unsettled = unsettledRows(desk, args, search)
  const rows: InboxRow[] = []
  let after = args.after
  for (;;) {
    const stored = storedPage(desk.db, args, search, after, args.limit + 1)
    for (const row of stored) {
      if (!unsettled.ids.has(row.id)) rows.push(settledRow(desk, row))
    }
    const last = stored.at(-1)
    if (!last || stored.length <= args.limit || rows.length > args.limit) break
    after = { lastActivityMs: last.lastActivityMs, conversationId: last.id }
  }
  if (unsettled.rows.length > 0) {
    rows.push(...unsettled.rows)
    rows.sort((a, b) => (isBefore(a, b) ? -1 : 1))
  }
  const page = rows.slice(0, args.limit)
  const end = page.at(-1)
  const next = rows.length > args.limit && end ? keyOf(end) : null
  return { rows: page, next }
}

function keyOf(row: InboxRow): InboxKey {
  return { lastActivityMs: row.lastActivityMs, conversationId: row.conversationId }
}

/** Newest first; the id decides between equals, as SQLite compares text. */
function isBefore(a: InboxKey, b: InboxKey): boolean {
  if (a.lastActivityMs !== b.lastActivityMs) return a.lastActivityMs > b.lastActivityMs
  return a.conversationId > b.conversationId
}

function unsettledRows(
  desk: DeskReader,
  args: Args,
  search: Where
): { ids: ReadonlySet<string>; rows: InboxRow[] } {
  const ids = new Set(desk.rows.idsOf('conversation'))
  const rows: InboxRow[] = []
  for (const id of ids) {
    const stored = storedById(desk.db, id, args.channelId, search)
    const row = stored && overlaidRow(desk, stored)
    if (row && fits(args.filter, row) && (!args.after || isBefore(args.after, row))) rows.push(row)
  }
  return { ids, rows }
}

function fits(filter: Args['filter'], row: Pick<InboxRow, 'status' | 'owner'>): boolean {
  if (filter === 'all') return true
  if (filter === 'mine') return row.status === 'active' && row.owner?.isMe === true
  return row.status === filter
}

function storedPage(
  db: ReadableDb,
  args: Args,
  search: Where,
  after: InboxKey | null,
  limit: number
): StoredRow[] {
  const where: Where = { sql: [...search.sql], params: [...search.params] }
  if (args.filter === 'mine') where.sql.push('c.mine = 1')
  else if (args.filter !== 'all') {
    where.sql.push('c.status = ?')
    where.params.push(args.filter)
  }
  if (args.channelId !== null) {
    where.sql.push('c.channel_id = ?')
    where.params.push(args.channelId)
  }
  if (after) {
    where.sql.push('(c.last_activity_ms, c.id) < (?, ?)')
    where.params.push(after.lastActivityMs, after.conversationId)
  }
  return db.all<StoredRow>(
    `SELECT ${STORED_ROW} FROM conversations c
     ${where.sql.length > 0 ? `WHERE ${where.sql.join(' AND ')}` : ''}
     ORDER BY c.last_activity_ms DESC, c.id DESC LIMIT ?`,
    ...where.params,
    limit
  )
}

function storedById(
  db: ReadableDb,
  id: string,
  channelId: string | null,
  search: Where
): StoredRowWithOwner | undefined {
  const where = ['c.id = ?', ...(channelId === null ? [] : ['c.channel_id = ?']), ...search.sql]
  return db.get<StoredRowWithOwner>(
    `SELECT ${STORED_ROW}, c.owner_version AS ownerVersion FROM conversations c WHERE ${where.join(' AND ')}`,
    id,
    ...(channelId === null ? [] : [channelId]),
    ...search.params
  )
}

/** Each word must begin a word of the follower's name, the phone number, or the channel's name. */
function searchWhere(db: ReadableDb, query: string): Where {
  const where: Where = { sql: [], params: [] }
  const words = queryWordsOf(query)
  if (words.length === 0) return where
  const channels = db.all<{ id: string; name: string }>('SELECT id, name FROM channels')
  for (const word of words) {
    const named = channels.filter((channel) => hasWordStarting(channel.name, word)).map(({ id }) => id)
    where.sql.push(
      named.length === 0
        ? 'instr(c.search_words, ?) > 0'
        : `(instr(c.search_words, ?) > 0 OR c.channel_id IN (${named.map(() => '?').join(', ')}))`
    )
    where.params.push(` ${word}`, ...named)
  }
  return where
}

/** The inbox's numbers, of one channel or of all, with what is unsettled. */
export function inboxCounts(desk: DeskReader, channelId: string | null): InboxCounts {
  const counts = readCounts(desk.db, channelId)
  const unsettled = new Set([...desk.rows.idsOf('conversation'), ...desk.rows.idsOf('read')])
  for (const id of unsettled) {
    const stored = storedById(desk.db, id, channelId, { sql: [], params: [] })
    if (!stored) continue
    const row = overlaidRow(desk, stored)
    addToCounts(counts, bucketOf(stored.status, stored.ownerId === desk.me.userId), -1, -stored.unread)
    addToCounts(counts, bucketOf(row.status, row.owner?.isMe === true), 1, row.unread)
  }
  return counts
}
