import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CACHE_MIGRATIONS } from '../../../src-main/cache/migrations/list.ts'
import { OUTBOX_MIGRATIONS } from '../../../src-main/outbox/migrations/list.ts'
import { openSqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'
import { openSqliteStorage } from '../../../src-server/storage/sqlite/open.ts'
import { type Beginning, readBeginning } from '../checker/history.ts'
import { Readers } from '../checker/readers.ts'
import { seedEngagements } from './engagements.ts'
import { OTHER_TENANT, seedTenants, TENANT } from './tenant.ts'

/** Files that are made once and copied for every world: tables without rows for desks, two companies for the server. */
export interface Templates {
  /** where worlds may put their folders */
  root: string
  /** the folder with `cache.db` and `outbox.db` */
  desk: string
  server: string
  /** what is in the file of the server */
  beginning: Beginning
  remove(): void
}

/** Where the first copy of a person lies, once it was fetched. */
export function cacheOf({ desk }: Templates, userId: string): string {
  return path.join(desk, `cache-of-${userId}.db`)
}

/** A folder in memory where the system has one: thousands of worlds come and go. */
function memoryFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}

export async function makeTemplates(): Promise<Templates> {
  const root = mkdtempSync(path.join(memoryFolder(), 'octopus-sim-'))
  const desk = path.join(root, 'desk-template')
  mkdirSync(desk)
  openSqliteFile({
    path: path.join(desk, 'cache.db'),
    migrations: CACHE_MIGRATIONS,
    durability: 'normal'
  }).close()
  openSqliteFile({
    path: path.join(desk, 'outbox.db'),
    migrations: OUTBOX_MIGRATIONS,
    durability: 'full'
  }).close()
  const server = path.join(root, 'server-template.db')
  const storage = openSqliteStorage(server)
  await storage.migrate()
  await seedTenants(storage)
  await storage.transact(async (tx) => {
    for (const tenant of [TENANT, OTHER_TENANT]) await seedEngagements(tx, tenant)
  })
  await storage.close()
  const readers = new Readers()
  const beginning = readBeginning(readers.of(server))
  readers.close()
  return { root, desk, server, beginning, remove: () => rmSync(root, { recursive: true, force: true }) }
}
