// The rows that a server has written while it accepted messages, written again by prepared statements into the same tables: what
// accepting them can cost at the least. Nothing comes over a network, nothing is judged, only each conversation is read first.
import Database from 'better-sqlite3'
import { databaseOf } from '../../data/sync-servers.ts'
import { taskOf, tell } from '../run-client.ts'

export interface RawAcceptsTask {
  /** a server's data as it was before */
  before: string
  /** the data of the server that has accepted Operations since */
  after: string
  /** Operations in one commit */
  batch: number
}

/** A row of any of the tables; one of messages tells where it belongs. */
interface Row {
  tenant_id: string
  conversation_id?: string
}

const { before, after, batch } = taskOf<RawAcceptsTask>()
const db = new Database(databaseOf(before))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
// the server moves its log beside its commits
db.pragma('wal_autocheckpoint = 0')
const server = new Database(databaseOf(after), { readonly: true })

function added(table: string): Row[] {
  const last = db.prepare(`SELECT coalesce(max(rowid), 0) FROM ${table}`).pluck().get()
  return server.prepare<unknown[], Row>(`SELECT * FROM ${table} WHERE rowid > ? ORDER BY rowid`).all(last)
}

function inserter(table: string): { rows: unknown[][]; insert: Database.Statement } {
  const rows = added(table).map((row) => Object.values(row))
  return { rows, insert: db.prepare(`INSERT INTO ${table} VALUES (${rows[0]?.map(() => '?').join()})`) }
}

const messages = added('messages')
const tables = ['messages', 'changes', 'receipts', 'audit'].map(inserter)
const find = db.prepare('SELECT * FROM conversations WHERE tenant_id = ? AND id = ?')
const save = db.prepare(
  `UPDATE conversations SET status = 'active', owner_id = @author_id, last_position = @position, last_message_id = @id, last_direction = @direction,
   last_text = @text, last_at_ms = @sent_at_ms, last_activity_ms = @sent_at_ms, version = version + 1
   WHERE tenant_id = @tenant_id AND id = @conversation_id`
)

function write(message: Row, at: number): void {
  find.get(message.tenant_id, message.conversation_id)
  save.run(message)
  // all tables grow with the Operations, so a share of one is a share of the other
  for (const { rows, insert } of tables) {
    const place = (operation: number) => Math.floor((operation * rows.length) / messages.length)
    for (const row of rows.slice(place(at), place(at + 1))) insert.run(...row)
  }
}

const startMs = performance.now()
for (let at = 0; at < messages.length; at += batch) {
  db.exec('BEGIN IMMEDIATE')
  for (const [place, message] of messages.slice(at, at + batch).entries()) write(message, at + place)
  db.exec('COMMIT')
}
tell({ perSecond: (messages.length / (performance.now() - startMs)) * 1000 })
