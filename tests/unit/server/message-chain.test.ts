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

const folder = mkdtempSync(path.join(tmpdir(), 'octopus-chain-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('messages of the version before are chained in the order of their positions, and stay in the order in which they came', async () => {
  const file = path.join(folder, 'desk.db')
  const sqlite = new BetterSqlite3(file)
  const db = new Kysely<unknown>({ dialect: sqliteDialect(sqlite, 'begin immediate') })
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })
  expect((await migrator.migrateTo('0016-request-files')).error).toBeUndefined()
  sqlite.pragma('foreign_keys = OFF')
  const conversation = sqlite.prepare(`
    INSERT INTO conversations (tenant_id, id, channel_id, follower_id, status, owner_version, owned_at_ms, inbound_seq,
      last_position, delivered_position, created_at_ms, last_activity_ms, version)
    VALUES (?, ?, 'shop', ?, 'unanswered', 1, 1, 0, 0, 0, 1, 1, 1)`)
  const message = sqlite.prepare(`
    INSERT INTO messages (tenant_id, id, conversation_id, position, direction, text, sent_at_ms)
    VALUES (?, ?, ?, ?, 'in', 'Hello', ?)`)
  for (const tenant of ['acme', 'other']) {
    for (const id of ['a', 'b', 'empty']) conversation.run(tenant, id, `follower-of-${id}`)
    message.run(tenant, 'z', 'a', 1, 1)
    message.run(tenant, 'm', 'b', 1, 2)
    message.run(tenant, 'c', 'a', 2, 3)
    message.run(tenant, 'n', 'b', 2, 4)
    message.run(tenant, 'd', 'a', 3, 5)
  }
  await db.destroy()
  sqlite.close()

  const storage = openSqliteStorage(file)
  await storage.migrate()
  const chain = await storage.read((tx) =>
    tx.selectFrom('messages').select(['tenant_id', 'id', 'previous_id']).execute()
  )
  const last = await storage.read((tx) =>
    tx
      .selectFrom('conversations')
      .select(['id', 'last_message_id'])
      .where('tenant_id', '=', 'acme' as never)
      .execute()
  )
  await storage.close()
  const links = [
    ['z', null],
    ['m', null],
    ['c', 'z'],
    ['n', 'm'],
    ['d', 'c']
  ]
  expect(chain).toEqual(
    ['acme', 'other'].flatMap((tenant_id) =>
      links.map(([id, previous_id]) => ({ tenant_id, id, previous_id }))
    )
  )
  expect(last).toEqual([
    { id: 'a', last_message_id: 'd' },
    { id: 'b', last_message_id: 'n' },
    { id: 'empty', last_message_id: null }
  ])
})
