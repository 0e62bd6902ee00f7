import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { generateDemo } from '../demo/generate.ts'
import { loadDemo, writeDemoFiles } from '../demo/load.ts'
import { DEMO_PASSWORD } from '../demo/people.ts'
import { objectsFolder } from '../features/attachment/room.ts'
import { hashPassword } from '../features/session/passwords.ts'
import type { RoomTools } from '../gateway/room.ts'
import { openSqliteStorage } from '../storage/sqlite/open.ts'
import type { DemoConfig } from './config.ts'
import type { DataFolder } from './data-folder.ts'

/**
 * Makes the database with the demo tenant when there is no database yet; answers whether it did. It is made under
 * another name, so that a load that was cut short is never taken for the whole.
 */
export async function makeDemoDatabase(
  { database: databaseFile, files }: Pick<DataFolder, 'database' | 'files'>,
  demo: DemoConfig,
  tools: Pick<RoomTools, 'clock' | 'mintId' | 'randomBytes'>
): Promise<boolean> {
  if (existsSync(databaseFile)) return false
  const file = `${databaseFile}.loading`
  for (const leftover of [file, `${file}-wal`, `${file}-shm`]) rmSync(leftover, { force: true })
  const storage = openSqliteStorage(file)
  try {
    await storage.migrate()
  } finally {
    await storage.close()
  }
  const tenant = generateDemo({
    seed: demo.seed,
    nowMs: tools.clock.nowMs(),
    conversations: demo.conversations,
    ...(demo.messages !== undefined && { messages: demo.messages })
  })
  // Everybody shares one password and so one hash: hashing takes a tenth of a second.
  const passwordHash = await hashPassword(DEMO_PASSWORD, tools.randomBytes)
  loadDemo(file, tenant, { epoch: tools.mintId(), passwordHash }, tools.clock.nowMs())
  writeDemoFiles(objectsFolder(files), tenant)
  flush(file)
  renameSync(file, databaseFile)
  return true
}

function flush(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}
