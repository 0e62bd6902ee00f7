import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Identity } from '#shared/features/session/entities.ts'
import { readJsonFile, writeJsonFile } from '../../platform/json-file.ts'

/** The session that outlives a run. The token is sealed by the vault; null once the server has ended the session. */
const KeptSession = z.object({
  serverUrl: z.string(),
  identity: Identity,
  protection: z.enum(['keychain', 'weak']),
  sealedToken: z.string().nullable()
})
export type KeptSession = z.infer<typeof KeptSession>

/** Where the kept session lies; writing replaces it whole and waits for the disk. */
export function createSessionFile(folder: string) {
  const file = join(folder, 'session.json')
  return {
    read: (): KeptSession | null => readJsonFile(file, KeptSession),
    write: (session: KeptSession) => writeJsonFile(file, session),
    remove: () => rmSync(file, { force: true })
  }
}

export type SessionFile = ReturnType<typeof createSessionFile>
