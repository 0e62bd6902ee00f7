import Database from 'better-sqlite3'
import { MESSAGE_TABLE, type Message } from '#shared/features/conversation/entities.ts'

/** A message as a row of the table that a Snapshot carries. */
export const messageRow = (message: Message): (string | number | null)[] => [
  message.id,
  message.conversationId,
  message.position,
  message.direction,
  message.authorId,
  message.text,
  message.sentAtMs,
  message.attachments.length > 0 ? JSON.stringify(message.attachments) : null,
  message.engagement ? JSON.stringify(message.engagement) : null
]

/** Messages as the bytes of such a table. */
export function messageTable(messages: readonly Message[]): Buffer {
  const database = new Database(':memory:')
  database.exec(MESSAGE_TABLE)
  const insert = database.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  for (const message of messages) insert.run(...messageRow(message))
  const bytes = database.serialize()
  database.close()
  return bytes
}
