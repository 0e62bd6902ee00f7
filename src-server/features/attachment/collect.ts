import type { ObjectStore } from '../../files/object-store.ts'
import { forgetUnfinished } from '../../files/unfinished.ts'
import type { RoomTools } from '../../gateway/room.ts'
import { forgetUnattached, knownBlobs } from './repository.ts'
import { forgetRemovedResponses } from './response-files.ts'

/** How long a file may wait for something that names it, one of a removed response for what was written with it, and an upload for its end; milliseconds. */
const UNATTACHED_LIFE_MS = 7 * 24 * 3_600_000

/**
 * Removes what nobody needs any more: files that nothing names, uploads that never came to their end, and bytes without a
 * row, which a stop between two steps may leave. Rows go first: a row without bytes is repaired by the next upload.
 */
export async function collectFiles(
  { storage, clock }: Pick<RoomTools, 'storage' | 'clock'>,
  objects: ObjectStore,
  uploadsFolder: string
): Promise<void> {
  const beforeMs = clock.nowMs() - UNATTACHED_LIFE_MS
  const tenants = await storage.read((db) => db.selectFrom('tenants').select('id').execute())
  for (const { id } of tenants) {
    const gone = await storage.transact(async (tx) => {
      await forgetRemovedResponses(tx, id, beforeMs)
      return await forgetUnattached(tx, id, beforeMs)
    })
    for (const blobId of gone) await objects.remove(blobId)
  }
  await forgetUnfinished(uploadsFolder, beforeMs)
  const old = await objects.takenBefore(beforeMs)
  const known = await storage.read((db) => knownBlobs(db, old))
  for (const id of old) if (!known.has(id)) await objects.remove(id)
}
