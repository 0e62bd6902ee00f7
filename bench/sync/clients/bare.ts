// The least that a first sync can be: JSON into a table without index.
import path from 'node:path'
import Database from 'better-sqlite3'
import { type PullTask, pullAll } from '../bare-pull.ts'
import { taskOf, tell } from '../run-client.ts'

const task = taskOf<PullTask>()
const db = new Database(path.join(task.folder, 'bare.db'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = NORMAL')
db.exec(`CREATE TABLE messages (id TEXT, conversation_id TEXT, position INTEGER, direction TEXT, author_id TEXT,
  text TEXT, attachments TEXT, sent_at_ms INTEGER)`)
const insert = db.prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
const pulled = await pullAll(task, (rows) => {
  db.exec('BEGIN')
  for (const row of rows) {
    const { id, conversationId, position, direction, authorId, text, attachments, sentAtMs } = row
    insert.run(id, conversationId, position, direction, authorId, text, attachments, sentAtMs)
  }
  db.exec('COMMIT')
})
tell(pulled)
