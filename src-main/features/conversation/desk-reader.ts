import type { UserId } from '#shared/base/ids.ts'
import type { OutboxRow } from '../../outbox/outbox-row.ts'
import type { RowsByLane } from '../../outbox/rows-by-lane.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'
import type { Drafts } from './drafts.ts'
import type { Names } from './names.ts'

/** What the Views of this room are made from. */
export interface DeskReader {
  db: ReadableDb
  rows: RowsByLane
  drafts: Pick<Drafts, 'get' | 'has'>
  names: Names
  me: { userId: UserId; name: string }
  /** which share of a row's files is with the server, 0-1; null when it has none */
  uploadShareOf(row: OutboxRow): number | null
  nowMs(): number
}

/** Whether the cache holds a message; its author's Outbox row may still wait to hear of it. */
export function hasMessage(db: ReadableDb, messageId: string): boolean {
  return db.get('SELECT 1 FROM messages WHERE id = ?', messageId) !== undefined
}

/** Who answers, as a person reads it; my own name is known even before the colleagues are here. */
export function ownerView(desk: DeskReader, ownerId: string | null, name: string | null) {
  if (ownerId === null) return null
  const isMe = ownerId === desk.me.userId
  return { userId: ownerId as UserId, name: name ?? (isMe ? desk.me.name : ''), isMe }
}
