import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Identity } from '#shared/features/session/entities.ts'

const DOOMED = '.doomed'

/** One folder per (server, tenant, user). A wipe that a crash interrupts is finished at the next start. */
export function createAccountFolders(userData: string) {
  const accounts = join(userData, 'accounts')
  const remove = async (folder: string) => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    await rm(folder + DOOMED, { force: true })
  }
  return {
    /** Where an account lies; nothing is made. */
    place(serverUrl: string, identity: Pick<Identity, 'tenantId' | 'userId'>): string {
      const key = JSON.stringify([serverUrl, identity.tenantId, identity.userId])
      return join(accounts, createHash('sha256').update(key).digest('hex').slice(0, 32))
    },
    /** Makes the folder if it is not there; only this user may look into it. */
    make(folder: string): void {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
    },
    /** Says, on disk, that a folder must go; from here on no crash brings it back. */
    doom(folder: string): void {
      closeSync(openSync(folder + DOOMED, 'w', 0o600))
    },
    isDoomed: (folder: string) => existsSync(folder + DOOMED),
    remove,
    /** Removes what was doomed before a crash. */
    async sweep(): Promise<void> {
      const names = await readdir(accounts).catch(() => [])
      for (const name of names) {
        if (name.endsWith(DOOMED)) await remove(join(accounts, name.slice(0, -DOOMED.length)))
      }
    }
  }
}

export type AccountFolders = ReturnType<typeof createAccountFolders>
