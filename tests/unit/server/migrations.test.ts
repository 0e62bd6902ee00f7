import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, expect, test } from 'vitest'
import { MIGRATIONS } from '../../../src-server/storage/migrations/list.ts'
import { sqliteDialect } from '../../../src-server/storage/sqlite/dialect.ts'
import { addARowEverywhere, rowsOfAllTables, stillThere } from '../../harness/tables.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'octopus-migrations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Brings a file to a migration, and no further. */
async function bringTo(file: string, name: string): Promise<void> {
  const sqlite = new BetterSqlite3(file)
  const db = new Kysely<unknown>({ dialect: sqliteDialect(sqlite, 'begin immediate') })
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })
  const { error } = await migrator.migrateTo(name)
  await db.destroy()
  sqlite.close()
  if (error) throw error
}

/** Tables that a migration empties on purpose. */
const EMPTIED: Record<string, string> = {
  // what was there before the room was served named files that never were
  '0007-engagements': 'engagements'
}

const names = Object.keys(MIGRATIONS)
const newest = names.at(-1) ?? ''

test('migrations run in the order in which they are listed', () => {
  expect([...names].sort()).toEqual(names)
})

test.each(names.slice(1).map((name, index) => [name, names[index] ?? ''] as const))(
  'the database is brought to %s with a row in every table of %s, and loses none',
  async (name, predecessor) => {
    const file = path.join(folder, `${name}.db`)
    await bringTo(file, predecessor)
    const db = new BetterSqlite3(file)
    expect(addARowEverywhere(db)).toBeGreaterThan(10)
    const { [EMPTIED[name] ?? '']: _emptied, ...before } = withoutMigrator(rowsOfAllTables(db))
    db.close()

    await bringTo(file, name)
    const after = new BetterSqlite3(file)
    expect(rowsOfAllTables(after)).toMatchObject(stillThere(before, {}))
    after.close()
    await bringTo(file, newest)
  }
)

/** The tables in which the migrator notes what it has done. */
function withoutMigrator(rows: ReturnType<typeof rowsOfAllTables>) {
  return Object.fromEntries(Object.entries(rows).filter(([table]) => !table.startsWith('kysely_')))
}
