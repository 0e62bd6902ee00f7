import { mkdirSync } from 'node:fs'
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

/** Removes what was begun before a moment, Unix milliseconds, and never came to its end. */
export async function forgetUnfinished(folder: string, begunBeforeMs: number): Promise<void> {
  const { datastore, kept } = openUnfinished(folder)
  for (const id of await kept.list()) {
    const upload = await readUnfinished(kept, id).catch(() => undefined)
    if (!upload || upload.begunAtMs < begunBeforeMs) {
      await datastore.remove(id).catch(() => kept.delete(id))
    }
  }
}
