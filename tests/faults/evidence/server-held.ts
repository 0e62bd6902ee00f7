import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { ServerHeld } from '../checker/evidence.ts'

/** The columns that server and desk both keep, by table; in this order on both sides. */
const SHARED_COLUMNS = {
  conversations: [
    'id',
    'channel_id',
    'follower_id',
    'status',
    'owner_id',
    'owner_version',
    'inbound_seq',
    'last_position',
    'delivered_position',
    'version'
  ],
  followers: ['id', 'name', 'version'],
  channels: ['id', 'slug', 'chat_enabled', 'version'],
  canned_categories: ['id', 'name', 'version'],
  canned_responses: ['id', 'category_id', 'title', 'text', 'version']
} as const

/** Rows as texts; `where` leaves out what desks do not have. */
export function readTables(
  db: BetterSqlite3.Database,
  where: (table: string) => string
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(SHARED_COLUMNS).map(([table, columns]) => {
      const rows = db
        .prepare(`SELECT ${columns.join(', ')} FROM ${table} ${where(table)} ORDER BY id`)
        .raw()
        .all()
      return [table, rows.map((row) => JSON.stringify(row))]
    })
  )
}

const MESSAGE_COLUMNS = 'id, conversation_id AS conversationId, position, direction, text'

/** Where the feed of the only company on the server ends. */
export function readHead(dataDir: string): number {
  const db = new BetterSqlite3(path.join(dataDir, 'desk.db'), { readonly: true })
  const head = db.prepare('SELECT head_seq FROM tenants').pluck().get() as number
  db.close()
  return head
}

/** Everything that the checker wants to know of the server, from its database and its folder of files. */
export function readServerHeld(dataDir: string): ServerHeld {
  const db = new BetterSqlite3(path.join(dataDir, 'desk.db'), { readonly: true })
  const all = <Row>(sql: string) => db.prepare(sql).all() as Row[]
  const deleted = (table: string) => (table.startsWith('canned_') ? 'WHERE deleted_at_ms IS NULL' : '')
  try {
    return {
      headSeq: db.prepare('SELECT head_seq FROM tenants').pluck().get() as number,
      seqs: db.prepare('SELECT DISTINCT seq FROM changes ORDER BY seq').pluck().all() as number[],
      messages: all(`SELECT ${MESSAGE_COLUMNS} FROM messages`),
      receipts: all<{ opId: string; body: string; place: number; atMs: number }>(
        'SELECT op_id AS opId, body, rowid AS place, created_at_ms AS atMs FROM receipts'
      ).map(({ body, ...receipt }) => {
        const { status, code = null } = JSON.parse(body)
        return { ...receipt, status, code }
      }),
      audit: all(
        "SELECT detail ->> 'opId' AS opId, action FROM audit WHERE detail ->> 'opId' IS NOT NULL ORDER BY rowid"
      ),
      responses: all('SELECT id, text FROM canned_responses'),
      files: all<{ messageId: string; named: string; blobId: string }>(
        'SELECT message_id AS messageId, sha256 AS named, blob_id AS blobId FROM message_files ORDER BY message_id, item'
      ).map(({ messageId, named, blobId }) => ({
        messageId,
        named,
        lies: hashOf(path.join(dataDir, 'files', 'objects', blobId))
      })),
      tables: readTables(db, deleted)
    }
  } finally {
    db.close()
  }
}

function hashOf(file: string): string | null {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null
}
