import type { UserId } from '#shared/base/ids.ts'
import {
  type Conversation,
  type ConversationStatus,
  conversationEntity,
  type Message,
  messageEntity,
  type ReadMark,
  readMarkEntity
} from '#shared/features/conversation/entities.ts'
import { ownershipOf } from '#shared/features/conversation/rules.ts'
import type { Projection } from '../../cache/projection.ts'
import type { WritableDb } from '../../sqlite/sqlite-file.ts'
import { bucketOf, type Counted, recount } from './inbox-counts.ts'
import { indexMessages, isIndexUnmerged, mergeMessageIndex } from './message-index.ts'

interface Present {
  key: number
  version: number
  channelId: string
  status: ConversationStatus
  mine: number
  unread: number
  inboundSeq: number
}

function present(tx: WritableDb, id: string): Present | undefined {
  return tx.get<Present>(
    `SELECT key, version, channel_id AS channelId, status, mine, unread, inbound_seq AS inboundSeq
     FROM conversations WHERE id = ?`,
    id
  )
}

function countedAt(row: Present): Counted {
  return {
    channelId: row.channelId,
    bucket: bucketOf(row.status, row.mine === 1),
    unread: row.unread
  }
}

/** @param me whose desk this is: `mine` and unread counts are from that seat */
export function conversationProjection(me: UserId): Projection<Conversation> {
  return {
    entity: conversationEntity,
    put(tx, row, touch) {
      const before = present(tx, row.id)
      if (before && before.version > row.version) return
      const read = tx.get<{ seq: number }>(
        'SELECT inbound_seq AS seq FROM read_marks WHERE conversation_id = ?',
        row.id
      )
      const unread = Math.max(0, row.inboundSeq - (read?.seq ?? 0))
      const mine = ownershipOf(row, me) === 'mine'
      upsert(tx, row, mine, unread)
      recount(tx, before ? countedAt(before) : null, {
        channelId: row.channelId,
        bucket: bucketOf(row.status, mine),
        unread
      })
      touch('inbox')
      touch(`conversation:${row.id}`)
    },
    remove(tx, id, version, touch) {
      const before = present(tx, id)
      if (!before || before.version > version) return
      tx.run('DELETE FROM messages WHERE conversation_key = ?', before.key)
      tx.run('DELETE FROM notes WHERE conversation_key = ?', before.key)
      tx.run('DELETE FROM sent_engagements WHERE conversation_id = ?', id)
      tx.run('DELETE FROM conversations WHERE key = ?', before.key)
      recount(tx, countedAt(before), null)
      touch('inbox')
      touch(`conversation:${id}`)
    }
  }
}

const UPSERT = `
  INSERT INTO conversations (id, channel_id, follower_id, status, owner_id, owner_version, owned_at_ms, inbound_seq,
    last_position, delivered_position, last_direction, last_text, last_at_ms, created_at_ms, last_activity_ms,
    version, mine, unread, follower_name, search_words)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET channel_id = excluded.channel_id, follower_id = excluded.follower_id,
    status = excluded.status, owner_id = excluded.owner_id, owner_version = excluded.owner_version,
    owned_at_ms = excluded.owned_at_ms, inbound_seq = excluded.inbound_seq,
    last_position = excluded.last_position, delivered_position = excluded.delivered_position,
    last_direction = excluded.last_direction, last_text = excluded.last_text, last_at_ms = excluded.last_at_ms,
    created_at_ms = excluded.created_at_ms, last_activity_ms = excluded.last_activity_ms,
    version = excluded.version, mine = excluded.mine, unread = excluded.unread,
    follower_name = excluded.follower_name, search_words = excluded.search_words`

function upsert(tx: WritableDb, row: Conversation, mine: boolean, unread: number): void {
  const follower = tx.get<{ name: string; words: string }>(
    'SELECT name, search_words AS words FROM followers WHERE id = ?',
    row.followerId
  )
  tx.run(
    UPSERT,
    row.id,
    row.channelId,
    row.followerId,
    row.status,
    row.ownerId,
    row.ownerVersion,
    row.ownedAtMs,
    row.inboundSeq,
    row.lastPosition,
    row.deliveredPosition,
    row.lastMessage?.direction ?? null,
    row.lastMessage?.text ?? null,
    row.lastMessage?.atMs ?? null,
    row.createdAtMs,
    row.lastActivityMs,
    row.version,
    mine ? 1 : 0,
    unread,
    follower?.name ?? '',
    follower?.words ?? ' '
  )
}

export const readMarkProjection: Projection<ReadMark> = {
  entity: readMarkEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO read_marks (conversation_id, inbound_seq, version) VALUES (?, ?, ?)
       ON CONFLICT (conversation_id) DO UPDATE SET inbound_seq = excluded.inbound_seq, version = excluded.version
         WHERE excluded.version >= read_marks.version`,
      row.conversationId,
      row.inboundSeq,
      row.version
    )
    if (changes === 0) return
    countUnread(tx, row.conversationId, row.inboundSeq)
    touch('inbox')
    touch(`conversation:${row.conversationId}`)
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM read_marks WHERE conversation_id = ? AND version <= ?', id, version) === 0) return
    countUnread(tx, id, 0)
    touch('inbox')
    touch(`conversation:${id}`)
  }
}

function countUnread(tx: WritableDb, conversationId: string, readSeq: number): void {
  const before = present(tx, conversationId)
  if (!before) return
  const after = { ...before, unread: Math.max(0, before.inboundSeq - readSeq) }
  tx.run('UPDATE conversations SET unread = ? WHERE key = ?', after.unread, before.key)
  recount(tx, countedAt(before), countedAt(after))
}

/** A message keeps its key, by which the search knows it. */
const KEEP_KEY = `
  ON CONFLICT DO UPDATE SET id = excluded.id, conversation_key = excluded.conversation_key,
    position = excluded.position, direction = excluded.direction, author_id = excluded.author_id,
    text = excluded.text, sent_at_ms = excluded.sent_at_ms, attachments = excluded.attachments,
    engagement = excluded.engagement`
const INTO_MESSAGES = `
  INSERT INTO messages (id, conversation_key, position, direction, author_id, text, sent_at_ms, attachments, engagement)`

const PUT_MESSAGE = `${INTO_MESSAGES}
  SELECT ?, key, ?, ?, ?, ?, ?, ?, ? FROM conversations WHERE id = ? ${KEEP_KEY}`

/** The rows come in their order, which is that of the new keys. */
const COPY_MESSAGES = `${INTO_MESSAGES}
  SELECT r.id, c.key, r.position, r.direction, r.author_id, r.text, r.sent_at_ms, r.attachments, r.engagement
  FROM copied.rows r CROSS JOIN conversations c ON c.id = r.conversation_id
  WHERE true ORDER BY r.rowid ${KEEP_KEY}`

/** A message of a conversation that is not here belongs to what this person may not see any more. */
export const messageProjection: Projection<Message> = {
  entity: messageEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      PUT_MESSAGE,
      row.id,
      row.position,
      row.direction,
      row.authorId,
      row.text,
      row.sentAtMs,
      row.attachments.length > 0 ? JSON.stringify(row.attachments) : null,
      row.engagement ? JSON.stringify(row.engagement) : null,
      row.conversationId
    )
    if (changes > 0) touch(`conversation:${row.conversationId}`)
  },
  remove(tx, id, _version, touch) {
    const conversation = tx.get<{ id: string }>(
      'SELECT c.id FROM messages m JOIN conversations c ON c.key = m.conversation_key WHERE m.id = ?',
      id
    )
    if (!conversation) return
    tx.run('DELETE FROM messages WHERE id = ?', id)
    touch(`conversation:${conversation.id}`)
  },
  copy(tx) {
    tx.run(COPY_MESSAGES)
    return tx.get<{ rows: number }>('SELECT count(*) AS rows FROM copied.rows')?.rows ?? 0
  },
  afterRows: indexMessages,
  tidying: { isDue: isIndexUnmerged, part: mergeMessageIndex }
}
