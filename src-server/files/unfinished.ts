import { mkdirSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { FileConfigstore, FileStore } from '@tus/file-store'
import { z } from 'zod'
import { TenantId } from '#shared/base/ids.ts'
import { UploadMetadata } from '#shared/contract/wire.ts'

/** What is kept beside each upload's bytes, as the metadata of tus: texts. */
const Kept = UploadMetadata.extend({
  mediaType: z
    .string()
    .nullable()
    .transform((mediaType) => mediaType ?? undefined),
  tenantId: TenantId,
  owner: z.string(),
  begunAtMs: z.coerce.number()
})

/** The folder of uploads that have not come to their end, as tus keeps them: bytes and a note for each. */
export function openUnfinished(folder: string): { datastore: FileStore; kept: FileConfigstore } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const kept = new FileConfigstore(folder)
  return { datastore: new FileStore({ directory: folder, configstore: kept }), kept }
}

/** What an upload was announced as, and by whom; undefined when there is none of this id. */
export async function readUnfinished(kept: FileConfigstore, id: string) {
  const upload = await kept.get(id)
  return upload && { ...Kept.parse(upload.metadata), sizeBytes: upload.size ?? 0 }
}

/**
 * Removes what was begun before a moment, Unix milliseconds, and never came to its end. A server that dies between two
 * steps leaves bytes without their note, or a note without its bytes: those are as old as their file.
 */
export async function forgetUnfinished(folder: string, begunBeforeMs: number): Promise<void> {
  const { kept } = openUnfinished(folder)
  const ids = new Set((await readdir(folder)).map((name) => path.basename(name, NOTE)))
  for (const id of ids) {
    const files = [path.join(folder, id), path.join(folder, id + NOTE)]
    const upload = await readUnfinished(kept, id).catch(() => undefined)
    const begunAtMs = upload?.begunAtMs ?? (await lastChangeOf(files))
    if (begunAtMs < begunBeforeMs) for (const file of files) await rm(file, { force: true })
  }
}

/** What tus adds to the name of an upload for its note. */
const NOTE = '.json'

async function lastChangeOf(files: readonly string[]): Promise<number> {
  const found = await Promise.all(files.map((file) => stat(file).catch(() => null)))
  return Math.max(0, ...found.map((known) => known?.mtimeMs ?? 0))
}
