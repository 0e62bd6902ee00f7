import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TenantId } from '#shared/base/ids.ts'
import {
  type Places,
  preparedInsert,
  preparedQuery,
  preparedRow,
  preparedWrite
} from '../../../../src-server/storage/prepared.ts'
import { openSqliteStorage } from '../../../../src-server/storage/sqlite/open.ts'
import type { Storage } from '../../../../src-server/storage/storage.ts'

const acme = TenantId.parse('acme')
const AUDIT = ['tenant_id', 'id', 'at_ms', 'actor_id', 'action', 'target', 'outcome', 'detail'] as const

const insertAudit = preparedInsert('audit', AUDIT)
const idsOf = preparedQuery((db, place: Places<{ tenantId: TenantId; fromMs: number }>) =>
  db
    .selectFrom('audit')
    .select('id')
    .where('tenant_id', '=', place('tenantId'))
    .where('outcome', '=', 'accepted')
    .where('at_ms', '>=', place('fromMs'))
    .orderBy('at_ms')
)
const oneOf = preparedRow((db, place: Places<{ id: string }>) =>
  db.selectFrom('audit').select(['target', 'actor_id']).where('id', '=', place('id'))
)
const retarget = preparedWrite((db, place: Places<{ target: string; fromMs: number }>) =>
  db
    .updateTable('audit')
    .set({ target: place('target') })
    .where('at_ms', '>=', place('fromMs'))
)

let folder: string
let storage: Storage

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-prepared-'))
  storage = openSqliteStorage(path.join(folder, 'desk.db'))
  await storage.migrate()
})
afterEach(async () => {
  await storage.close()
  rmSync(folder, { recursive: true })
})

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    tenant_id: acme,
    id: `line-${at}`,
    at_ms: at,
    actor_id: null,
    action: 'tested',
    target: 'here',
    outcome: 'accepted',
    detail: '{}'
  }))

test('each run brings its own values, and what is fixed stays', async () => {
  await storage.transact((tx) => insertAudit(tx, rows(5)))
  const from = (fromMs: number) => storage.read((db) => idsOf(db, { tenantId: acme, fromMs }))
  expect(await from(3)).toEqual([{ id: 'line-3' }, { id: 'line-4' }])
  expect(await from(4)).toEqual([{ id: 'line-4' }])
  expect(await storage.read((db) => idsOf(db, { tenantId: TenantId.parse('globex'), fromMs: 0 }))).toEqual([])
  expect(await storage.read((db) => oneOf(db, { id: 'line-2' }))).toEqual({ target: 'here', actor_id: null })
  expect(await storage.read((db) => oneOf(db, { id: 'line-9' }))).toBeUndefined()
})

test('an insert takes any number of rows, none included, in their order', async () => {
  for (const count of [0, 1, 2, 127, 128, 129, 300]) {
    await storage.transact(async (tx) => {
      await tx.deleteFrom('audit').execute()
      await insertAudit(tx, rows(count))
    })
    const ids = await storage.read((db) => idsOf(db, { tenantId: acme, fromMs: 0 }))
    expect(ids).toEqual(rows(count).map(({ id }) => ({ id })))
  }
})

test('a write says how many rows it has touched, and another file of the same kind has its own', async () => {
  await storage.transact((tx) => insertAudit(tx, rows(5)))
  expect(await storage.transact((tx) => retarget(tx, { target: 'there', fromMs: 2 }))).toBe(3)
  const other = openSqliteStorage(path.join(folder, 'other.db'))
  await other.migrate()
  expect(await other.transact((tx) => retarget(tx, { target: 'there', fromMs: 2 }))).toBe(0)
  await other.close()
})
