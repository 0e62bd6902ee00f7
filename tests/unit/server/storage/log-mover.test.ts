import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TenantId } from '#shared/base/ids.ts'
import { preparedInsert } from '../../../../src-server/storage/prepared.ts'
import { openSqliteStorage } from '../../../../src-server/storage/sqlite/open.ts'
import type { Storage } from '../../../../src-server/storage/storage.ts'

const AUDIT = ['tenant_id', 'id', 'at_ms', 'actor_id', 'action', 'target', 'outcome', 'detail'] as const
const insertAudit = preparedInsert('audit', AUDIT)
const ROWS = 500
/** enough for two moves */
const COMMITS = 72

let folder: string
let file: string
let storage: Storage
let written: number

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-mover-'))
  file = path.join(folder, 'desk.db')
  storage = openSqliteStorage(file)
  await storage.migrate()
  written = 0
})
afterEach(async () => {
  await storage.close()
  rmSync(folder, { recursive: true })
})

async function write(): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, at) => ({
    tenant_id: TenantId.parse('acme'),
    id: `line-${written + at}`,
    at_ms: at,
    actor_id: null,
    action: 'tested',
    target: 'x'.repeat(200),
    outcome: 'accepted',
    detail: '{}'
  }))
  await storage.transact((tx) => insertAudit(tx, rows))
  written += ROWS
}

function linesOf(place: string): number {
  const db = new BetterSqlite3(place, { readonly: true })
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    return db.prepare<[], number>('SELECT count(*) FROM audit').pluck().get() ?? 0
  } finally {
    db.close()
  }
}

test('the log is moved while commits go on, and is begun anew although they never rest', async () => {
  for (let round = 0; round < COMMITS; round += 1) await write()
  const pages = await storage.transact(
    async (tx) => (await sql<{ wal_autocheckpoint: number }>`pragma wal_autocheckpoint`.execute(tx)).rows
  )
  // no commit moves anything before there is far more than is written here
  expect(pages[0]?.wal_autocheckpoint).toBeGreaterThan(15_000)
  const logBytes = () => statSync(`${file}-wal`).size
  await vi.waitFor(
    async () => {
      const before = logBytes()
      await write()
      expect(logBytes()).toBe(before)
    },
    { timeout: 15_000, interval: 20 }
  )
  expect(statSync(file).size).toBeGreaterThan(1_000_000)
  expect(linesOf(file)).toBe(written)
})

test('the log is begun anew while commits follow each other without a pause', async () => {
  for (let round = 0; round < 10; round += 1) await write()
  const bytesOfTen = statSync(`${file}-wal`).size
  for (let round = 0; round < COMMITS; round += 1) await write()
  // the thread has been started
  await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(bytesOfTen), { timeout: 15_000 })
  for (let round = 0; round < 300; round += 1) await write()
  expect(statSync(`${file}-wal`).size).toBeLessThan(16 * bytesOfTen)
  expect(linesOf(file)).toBe(written)
})

test('what was committed is whole for whoever finds file and log as they are after a kill', async () => {
  for (let round = 0; round < COMMITS; round += 1) {
    await write()
    if (round % 18 !== 17) continue
    const copy = path.join(folder, `copy-${round}.db`)
    copyFileSync(`${file}-wal`, `${copy}-wal`)
    copyFileSync(file, copy)
    const db = new BetterSqlite3(copy)
    db.close()
    expect(linesOf(copy)).toBe(written)
  }
})

test('a storage that is closed at once waits for its thread', async () => {
  for (let round = 0; round < COMMITS / 2; round += 1) await write()
  await storage.close()
  expect(linesOf(file)).toBe(written)
  storage = openSqliteStorage(file)
  await write()
  expect(await storage.read((db) => db.selectFrom('audit').select('id').execute())).toHaveLength(written)
})
