import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { TenantId } from '#shared/base/ids.ts'
import { openSqliteStorage } from '../../../../src-server/storage/sqlite/open.ts'
import { describeStorage } from './storage-contract.ts'

function makeFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'octopus-storage-'))
}

describeStorage('SQLite', async () => {
  const folder = makeFolder()
  const file = path.join(folder, 'desk.db')
  const module = new URL('../../../../src-server/storage/sqlite/open.ts', import.meta.url).href
  return {
    address: { module, open: 'openSqliteStorage', args: [file] },
    open: async () => openSqliteStorage(file),
    remove: async () => rmSync(folder, { recursive: true })
  }
})

test('a writer that meets a lock which does not go away gives up, stores nothing and says that it may be asked again', async () => {
  const folder = makeFolder()
  const file = path.join(folder, 'desk.db')
  const storage = openSqliteStorage(file)
  await storage.migrate()
  const other = new BetterSqlite3(file)
  other.exec('begin immediate')
  const id = TenantId.parse('a')
  const tenant = { id, name: 'a', epoch: 'e', head_seq: 1, floor_seq: 1, acl_version: 1, demo: 0 as const }
  const add = () =>
    storage.transact(async (tx) => void (await tx.insertInto('tenants').values(tenant).execute()))
  await expect(add()).rejects.toMatchObject({ name: 'StorageBusy' })
  other.exec('rollback')
  await add()
  other.close()
  await storage.close()
  rmSync(folder, { recursive: true })
})

test('a full disk refuses the write as something that may pass, and what was there stays', async () => {
  const folder = makeFolder()
  const storage = openSqliteStorage(path.join(folder, 'desk.db'))
  await storage.migrate()
  const tenant = (id: string, name: string) => ({
    id: TenantId.parse(id),
    name,
    epoch: 'e',
    head_seq: 1,
    floor_seq: 1,
    acl_version: 1,
    demo: 0 as const
  })
  const add = (id: string, name: string) =>
    storage.transact(async (tx) => void (await tx.insertInto('tenants').values(tenant(id, name)).execute()))
  await add('a', 'small')
  await storage.transact(async (tx) => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(tx)
    await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(tx)
  })
  const together = await Promise.allSettled([add('b', 'x'.repeat(200_000)), add('c', 'y'.repeat(200_000))])
  expect(together).toMatchObject([
    { status: 'rejected', reason: { name: 'StorageBusy' } },
    { status: 'rejected', reason: { name: 'StorageBusy' } }
  ])
  const rows = await storage.read((db) => db.selectFrom('tenants').select('id').execute())
  expect(rows).toEqual([{ id: 'a' }])
  await storage.close()
  rmSync(folder, { recursive: true })
})
