import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterEach, expect, test } from 'vitest'
import { MIGRATIONS } from '../../../src-server/storage/migrations/list.ts'
import { sqliteDialect } from '../../../src-server/storage/sqlite/dialect.ts'
import { openSqliteStorage } from '../../../src-server/storage/sqlite/open.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'octopus-upgrade-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a database of the version before files keeps its messages, and they have none', async () => {
  const file = path.join(folder, 'desk.db')
  const sqlite = new BetterSqlite3(file)
  const db = new Kysely<unknown>({ dialect: sqliteDialect(sqlite, 'begin immediate') })
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })
  expect((await migrator.migrateTo('0001-first-tables')).error).toBeUndefined()
  sqlite.pragma('foreign_keys = OFF')
  sqlite.exec(`
    INSERT INTO conversations (tenant_id, id, channel_id, follower_id, status, owner_version, owned_at_ms, inbound_seq,
      last_position, delivered_position, created_at_ms, last_activity_ms, version)
    VALUES ('acme', 'c', 'shop', 'amal', 'unanswered', 1, 1, 1, 1, 0, 1, 1, 1);
    INSERT INTO messages (tenant_id, id, conversation_id, position, direction, author_id, text, sent_at_ms)
    VALUES ('acme', 'm', 'c', 1, 'in', NULL, 'Hello', 5)`)
  await db.destroy()
  sqlite.close()

  const storage = openSqliteStorage(file)
  await storage.migrate()
  const rows = await storage.read((tx) => tx.selectFrom('messages').selectAll().execute())
  const blobs = await storage.read((tx) => tx.selectFrom('blobs').selectAll().execute())
  await storage.close()
  expect(rows).toMatchObject([{ id: 'm', text: 'Hello', attachments: null }])
  expect(blobs).toEqual([])
})
