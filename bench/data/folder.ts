// Where the bench keeps what it has made, as long as the tables of both sides stay as they are.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { CONTRACT_VERSION } from '#shared/contract/version.ts'
import { CACHE_MIGRATIONS } from '../../src-main/cache/migrations/list.ts'
import { OUTBOX_MIGRATIONS } from '../../src-main/outbox/migrations/list.ts'
import { MIGRATIONS } from '../../src-server/storage/migrations/list.ts'

/** Not in `.data`, which `npm start -- --fresh` empties. */
export const ROOT = '.bench'

/** Names the tables of both sides: data of other tables is of no use any more. */
function keyOfTables(): string {
  const tables = Object.entries(MIGRATIONS).map(([name, { up }]) => `${name} ${up}`)
  const made = JSON.stringify([CONTRACT_VERSION, CACHE_MIGRATIONS, OUTBOX_MIGRATIONS, tables])
  return createHash('sha256').update(made).digest('hex').slice(0, 12)
}

/** The folder for data of this name and these tables; it may not exist yet. */
export function dataFolder(name: string): string {
  return path.resolve(ROOT, keyOfTables(), name)
}

/** Empties a folder, and removes the data of other tables. */
export function beginFolder(folder: string): void {
  const key = path.basename(path.dirname(folder))
  for (const name of fs.existsSync(ROOT) ? fs.readdirSync(ROOT) : []) {
    if (name !== key) fs.rmSync(path.join(ROOT, name), { recursive: true, force: true })
  }
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder, { recursive: true })
}
