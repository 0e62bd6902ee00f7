import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { takeFolderLock } from '../storage/sqlite/folder-lock.ts'
import { StartFailure } from './start-failure.ts'

/** The files of the data folder. */
export interface DataFolder {
  database: string
  /** folder of what people have sent and are sending */
  files: string
  /** what access tokens are signed with */
  tokenSecret: Uint8Array
  /** lets another server have the folder */
  release(): void
}

/** Takes the data folder for this process, making what is missing. Throws StartFailure when another server has it. */
export function openDataFolder(dir: string, givenSecret: string | undefined): DataFolder {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const lock = takeFolderLock(path.join(dir, 'server.lock'))
  if (!lock) {
    throw new StartFailure(
      `Another server uses the data folder ${dir}. Stop it, or choose another folder with OCTOPUS_DATA_DIR.`
    )
  }
  const tokenSecret = givenSecret
    ? new TextEncoder().encode(givenSecret)
    : keptSecret(path.join(dir, 'token-secret'))
  const [database, files] = [path.join(dir, 'desk.db'), path.join(dir, 'files')]
  return { database, files, tokenSecret, release: lock.release }
}

function keptSecret(file: string): Uint8Array {
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const secret = readFileSync(file)
  if (secret.length < 32) {
    throw new StartFailure(`The file ${file} is damaged. Delete it; everybody has to sign in again then.`)
  }
  return secret
}
