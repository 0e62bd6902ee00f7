// The rows of many Changes, written by prepared statements into the same tables and indexes without the search: what a catch-up can
// cost at the least. Reading and parsing them is not counted.
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Conversation, Message } from '#shared/features/conversation/entities.ts'
import { taskOf, tell } from '../run-client.ts'

export interface RawTask {
  /** with a copy of the desk's `cache.db` */
  folder: string
  serverDatabase: string
}

const ITEMS_PER_COMMIT = 500

const { folder, serverDatabase } = taskOf<RawTask>()
const server = new Database(serverDatabase, { readonly: true })
const changes = server
  .prepare<[], { entity: string; row: string }>('SELECT entity, row FROM changes ORDER BY seq, item')
  .all()
  .map(({ entity, row }) => ({ entity, row: JSON.parse(row) as unknown }))

const db = new Database(path.join(folder, 'cache.db'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = NORMAL')
db.exec('DROP TRIGGER messages_deleted; DROP TRIGGER messages_changed; DROP TABLE message_search')
const message =
  db.prepare(`INSERT INTO messages (id, conversation_key, position, direction, author_id, text, sent_at_ms)
  SELECT ?, key, ?, ?, ?, ?, ? FROM conversations WHERE id = ?`)
const conversation =
  db.prepare(`UPDATE conversations SET status = ?, owner_id = ?, owner_version = ?, inbound_seq = ?,
  last_position = ?, last_direction = ?, last_text = ?, last_at_ms = ?, last_activity_ms = ?, version = ? WHERE id = ?`)

function write(entity: string, row: unknown): void {
  if (entity === 'message') {
    const { id, position, direction, authorId, text, sentAtMs, conversationId } = row as Message
    message.run(id, position, direction, authorId, text, sentAtMs, conversationId)
  } else {
    const c = row as Conversation
    const last = [c.lastMessage?.direction ?? null, c.lastMessage?.text ?? null, c.lastMessage?.atMs ?? null]
    conversation.run(
      ...[c.status, c.ownerId, c.ownerVersion, c.inboundSeq, c.lastPosition],
      ...[...last, c.lastActivityMs, c.version, c.id]
    )
  }
}

const startMs = performance.now()
for (let place = 0; place < changes.length; place += ITEMS_PER_COMMIT) {
  db.exec('BEGIN')
  for (const { entity, row } of changes.slice(place, place + ITEMS_PER_COMMIT)) write(entity, row)
  db.exec('COMMIT')
}
tell({ rows: changes.length, ms: performance.now() - startMs })
