import type { ConversationStatus } from '#shared/features/conversation/entities.ts'
import type { InboxCounts } from '#shared/features/conversation/views.ts'
import type { ReadableDb, WritableDb } from '../../sqlite/sqlite-file.ts'

/** Where a conversation is counted. */
export type Bucket = 'mine' | 'colleague' | 'unanswered' | 'finished'

/** What of a conversation the numbers depend on. */
export interface Counted {
  channelId: string
  bucket: Bucket
  unread: number
}

/** The row that sums up all channels. */
const ALL_CHANNELS = ''

export function bucketOf(status: ConversationStatus, mine: boolean): Bucket {
  if (status !== 'active') return status
  return mine ? 'mine' : 'colleague'
}

/** Moves a conversation from where it was counted to where it is now; null where it was or is not at all. */
export function recount(tx: WritableDb, before: Counted | null, after: Counted | null): void {
  if (
    before &&
    after &&
    before.bucket === after.bucket &&
    before.channelId === after.channelId &&
    before.unread === after.unread
  ) {
    return
  }
  if (before) add(tx, before, -1)
  if (after) add(tx, after, 1)
}

function add(tx: WritableDb, counted: Counted, sign: 1 | -1): void {
  for (const channelId of [ALL_CHANNELS, counted.channelId]) {
    tx.run(
      `INSERT INTO inbox_counts (channel_id, bucket, conversations, unread) VALUES (?, ?, ?, ?)
       ON CONFLICT (channel_id, bucket) DO UPDATE SET
         conversations = conversations + excluded.conversations, unread = unread + excluded.unread`,
      channelId,
      counted.bucket,
      sign,
      sign * counted.unread
    )
  }
}

/** The stored numbers of one channel, or of all, without anything unsettled. */
export function readCounts(db: ReadableDb, channelId: string | null): InboxCounts {
  const rows = db.all<{ bucket: Bucket; conversations: number; unread: number }>(
    'SELECT bucket, conversations, unread FROM inbox_counts WHERE channel_id = ?',
    channelId ?? ALL_CHANNELS
  )
  const counts: InboxCounts = { mine: 0, unanswered: 0, active: 0, finished: 0, all: 0, unreadMine: 0 }
  for (const row of rows) addToCounts(counts, row.bucket, row.conversations, row.unread)
  return counts
}

/** Adds (or with negative numbers takes away) conversations of one bucket. */
export function addToCounts(
  counts: InboxCounts,
  bucket: Bucket,
  conversations: number,
  unread: number
): void {
  counts.all += conversations
  switch (bucket) {
    case 'mine':
      counts.mine += conversations
      counts.active += conversations
      counts.unreadMine += unread
      break
    case 'colleague':
      counts.active += conversations
      break
    case 'unanswered':
      counts.unanswered += conversations
      break
    case 'finished':
      counts.finished += conversations
      break
  }
}

/** How many conversations of each channel wait or are being answered. */
export function readOpenConversations(db: ReadableDb): Map<string, number> {
  const rows = db.all<{ channelId: string; open: number }>(
    `SELECT channel_id AS channelId, sum(conversations) AS open FROM inbox_counts
     WHERE bucket <> 'finished' GROUP BY channel_id`
  )
  return new Map(rows.map((row) => [row.channelId, row.open]))
}
