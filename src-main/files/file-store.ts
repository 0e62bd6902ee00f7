import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { err, ok, type Result } from '#shared/base/result.ts'
import type { Attachment, FileLimits } from '#shared/features/attachment/entities.ts'
import { cleanFileName } from '#shared/features/attachment/file-name.ts'
import { judgeClaim, judgeHead, limitOf } from '#shared/features/attachment/judge-file.ts'
import { HEAD_BYTES } from '#shared/features/attachment/kinds/kind.ts'
import type { FileUse } from '#shared/features/attachment/kinds/list.ts'
import { isFullDisk, isNoFile } from './disk-trouble.ts'

/** What a person gives: a file on this computer, or bytes that have none (a pasted picture). */
export type FileSource = { use?: FileUse | undefined } & (
  | { path: string; name?: string }
  | { name: string; bytes: Uint8Array }
)

/** Copies of what people attach, each under the hash of its bytes. */
export interface FileStore {
  /**
   * Judges a file and copies it, so that what is sent is what was chosen, whatever becomes of the original. It is on the
   * disk when this answers. The error is a sentence for the person.
   */
  add(source: FileSource, limits: FileLimits): Promise<Result<Attachment, string>>
  /** Whether the whole copy is here. */
  has(sha256: string, sizeBytes: number): boolean
  pathOf(sha256: string): string
  remove(sha256: string): Promise<void>
  /** The hashes of copies that came before a moment, Unix milliseconds, and of none that is being made. */
  addedBefore(atMs: number): Promise<string[]>
}

const DISK_FULL =
  'could not be copied: the disk of this computer is full or does not let the app write. Make some room and attach it again.'
const NOT_READABLE =
  'could not be read. It was moved or removed, or this computer does not let the app read it.'

/** @param folder made when the first file comes */
export function openFileStore(folder: string): FileStore {
  let copies = 0
  const pathOf = (sha256: string) => path.join(folder, sha256)

  /** Copies and hashes in one pass; answers the hash and the first bytes of what was really copied. */
  async function copy(from: AsyncIterable<Uint8Array>, to: FileHandle, maxBytes: number) {
    const hash = createHash('sha256')
    const head: Uint8Array[] = []
    let sizeBytes = 0
    for await (const piece of from) {
      if (sizeBytes < HEAD_BYTES) head.push(piece)
      sizeBytes += piece.length
      // a file that grows while it is copied
      if (sizeBytes > maxBytes) break
      hash.update(piece)
      await to.writeFile(piece)
    }
    await to.sync()
    return { sha256: hash.digest('hex'), sizeBytes, head: Buffer.concat(head).subarray(0, HEAD_BYTES) }
  }

  async function take(
    name: string,
    from: AsyncIterable<Uint8Array>,
    sizeBytes: number,
    limits: FileLimits,
    use?: FileUse
  ) {
    const kind = judgeClaim({ name, sizeBytes }, limits, use)
    if (!kind.ok) return err(kind.error.message)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const incoming = path.join(folder, `incoming-${++copies}`)
    try {
      const to = await open(incoming, 'w', 0o600)
      const copied = await copy(from, to, limitOf(kind.value, limits)).finally(() => to.close())
      const claim = judgeClaim({ name, sizeBytes: copied.sizeBytes }, limits, use)
      if (!claim.ok) return err(claim.error.message)
      const judged = judgeHead(kind.value, name, copied.head)
      if (!judged.ok) return err(judged.error.message)
      await rename(incoming, pathOf(copied.sha256))
      await flushNames(folder)
      const { sha256 } = copied
      return ok({ sha256, name, sizeBytes: copied.sizeBytes, mediaType: kind.value.mediaType })
    } finally {
      await rm(incoming, { force: true })
    }
  }

  return {
    pathOf,
    async add(source, limits) {
      const name = cleanFileName(source.name ?? path.basename('path' in source ? source.path : ''))
      try {
        if ('bytes' in source)
          return await take(name, pieces(source.bytes), source.bytes.length, limits, source.use)
        const found = await stat(source.path)
        if (!found.isFile()) return err(`${name} is not a file. Choose files, not folders.`)
        return await take(name, piecesOf(source.path), found.size, limits, source.use)
      } catch (error) {
        if (isFullDisk(error)) return err(`${name} ${DISK_FULL}`)
        if (isNoFile(error)) return err(`${name} ${NOT_READABLE}`)
        throw error
      }
    },
    has: (sha256, sizeBytes) => statSync(pathOf(sha256), { throwIfNoEntry: false })?.size === sizeBytes,
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    async addedBefore(atMs) {
      const names = await readdir(folder).catch(() => [])
      const old: string[] = []
      for (const name of names) {
        const found = await stat(path.join(folder, name)).catch(() => null)
        if (found && found.mtimeMs < atMs && /^[0-9a-f]{64}$/.test(name)) old.push(name)
        // what a kill has left of a copy that was being made
        else if (found && found.mtimeMs < atMs) await rm(path.join(folder, name), { force: true })
      }
      return old
    }
  }
}

/** Opens the file with the first piece that is asked for: one that is refused before is never opened. */
async function* piecesOf(file: string): AsyncIterable<Uint8Array> {
  for await (const piece of createReadStream(file)) yield piece
}

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** Waits until the names in a folder are on the disk; Windows keeps them by itself and opens no folder. */
async function flushNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
