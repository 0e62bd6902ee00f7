import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { CACHE_MIGRATIONS } from '../../../src-main/cache/migrations/list.ts'
import { OUTBOX_MIGRATIONS } from '../../../src-main/outbox/migrations/list.ts'
import { type Migration, openSqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'
import { addARowEverywhere, rowsOfAllTables, stillThere } from '../../harness/tables.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'octopus-migrations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a migration changes on purpose in rows that were there. */
const CHANGED: Record<string, Record<string, object>> = {
  // a cache that lacks something forgets its history, and a whole new copy takes its place
  '0002-partners': { sync_state: { epoch: '', snapshot: null } },
  '0004-message-search': { sync_state: { epoch: '', snapshot: null } },
  '0005-notes': { sync_state: { epoch: '', snapshot: null } },
  '0006-personal-responses': { sync_state: { epoch: '', snapshot: null } },
  '0007-engagements': { sync_state: { epoch: '', snapshot: null } },
  '0008-response-usage': { sync_state: { epoch: '', snapshot: null } },
  '0009-requests': { sync_state: { epoch: '', snapshot: null } },
  '0010-request-steps': { sync_state: { epoch: '', snapshot: null } },
  '0011-response-files': { sync_state: { epoch: '', snapshot: null } }
}

const bring = (file: string, migrations: readonly Migration[]) =>
  openSqliteFile({ path: file, migrations, durability: 'full' }).close()

describe.each([
  ['cache', CACHE_MIGRATIONS],
  ['outbox', OUTBOX_MIGRATIONS]
] as const)('the %s', (name, all) => {
  test.each(all.slice(1).map((migration, index) => [migration.name, index + 1] as const))(
    'is brought to %s with a row in every table of its predecessor, and loses none',
    (migration, at) => {
      const file = path.join(folder, `${name}-${at}.db`)
      bring(file, all.slice(0, at))
      const db = new Database(file)
      const tables = addARowEverywhere(db)
      const before = rowsOfAllTables(db)
      db.close()
      expect(tables).toBeGreaterThan(4)

      bring(file, all.slice(0, at + 1))
      const after = new Database(file)
      expect(rowsOfAllTables(after)).toMatchObject(stillThere(before, CHANGED[migration] ?? {}))
      after.close()
      // and on to the newest
      bring(file, all)
    }
  )
})
