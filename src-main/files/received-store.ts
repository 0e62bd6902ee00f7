import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { cleanFileName } from '#shared/features/attachment/file-name.ts'

/** A file that somebody sent, as its conversation names it. */
export interface ReceivedKey {
  conversationId: string
  sha256: string
}

/**
 * What was fetched to be shown: one folder per conversation, so that all of it goes when the conversation does. Each file
 * has the name of its hash and is whole; what is still coming ends in `.part`.
 */
export interface ReceivedStore {
  pathOf(key: ReceivedKey): string
  has(key: ReceivedKey, sizeBytes: number): boolean
  /** Where copies with a name may lie, for other programs to open. */
  copiesOf(key: ReceivedKey): string
  /** Makes room for a file that is about to come; answers where its bytes go until they are whole. */
  prepare(key: ReceivedKey): Promise<string>
  /** Takes what has come, if it is what the hash says; else lets it go and answers false. */
  settle(key: ReceivedKey): Promise<boolean>
  /** The conversations of which something is here. */
  conversations(): Promise<string[]>
  forget(conversationId: string): Promise<void>
  /** Lets copies for other programs go that came before a moment, Unix milliseconds, and the oldest files until `maxBytes` are left. */
  trim(maxBytes: number, copiesBeforeMs: number): Promise<void>
}

const COPIES = 'copies-of-'

export function openReceivedStore(folder: string): ReceivedStore {
  // ids of requests are the platform's own choice, and no device of Windows is a folder
  const folderOf = (conversationId: string) => path.join(folder, cleanFileName(conversationId))
  const pathOf = ({ conversationId, sha256 }: ReceivedKey) => path.join(folderOf(conversationId), sha256)
  const names = (place: string) => readdir(place).catch(() => [] as string[])
  return {
    pathOf,
    has: (key, sizeBytes) => statSync(pathOf(key), { throwIfNoEntry: false })?.size === sizeBytes,
    copiesOf: ({ conversationId, sha256 }) =>
      path.join(folderOf(conversationId), `${COPIES}${sha256.slice(0, 16)}`),
    async prepare(key) {
      await mkdir(folderOf(key.conversationId), { recursive: true, mode: 0o700 })
      return `${pathOf(key)}.part`
    },
    async settle(key) {
      const part = `${pathOf(key)}.part`
      if ((await sha256Of(part)) === key.sha256) {
        await rename(part, pathOf(key))
        return true
      }
      await rm(part, { force: true })
      return false
    },
    conversations: () => names(folder),
    forget: (conversationId) => rm(folderOf(conversationId), { recursive: true, force: true }),
    async trim(maxBytes, copiesBeforeMs) {
      const found: { file: string; sizeBytes: number; atMs: number }[] = []
      for (const conversationId of await names(folder)) {
        for (const name of await names(path.join(folder, conversationId))) {
          const file = path.join(folder, conversationId, name)
          const facts = await stat(file).catch(() => null)
          if (!facts) continue
          if (!name.startsWith(COPIES)) found.push({ file, sizeBytes: facts.size, atMs: facts.mtimeMs })
          else if (facts.mtimeMs < copiesBeforeMs) await rm(file, { recursive: true, force: true })
        }
      }
      let left = found.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      for (const { file, sizeBytes } of found.sort((a, b) => a.atMs - b.atMs)) {
        if (left <= maxBytes) return
        await rm(file, { force: true })
        left -= sizeBytes
      }
    }
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece)
  return hash.digest('hex')
}
