import type { ResponseId } from '#shared/base/ids.ts'
import type { Attachment, FileLimits } from '#shared/features/attachment/entities.ts'
import type { ObjectStore } from '../../files/object-store.ts'
import type { Actor } from '../../gateway/actor.ts'
import type { Tx } from '../../storage/storage.ts'
import { type Found, findFiles } from './find-files.ts'

/**
 * Finds the files that a canned response is to carry. Each must be here whole: uploaded by the author, or carried by a response that the
 * author sees.
 */
export type AttachToResponse = (
  tx: Tx,
  author: Pick<Actor, 'tenantId' | 'userId'>,
  responseId: ResponseId,
  attachments: readonly Attachment[]
) => Promise<Found>

export function createAttachToResponse(objects: ObjectStore, limits: FileLimits): AttachToResponse {
  return async (tx, { tenantId, userId }, responseId, attachments) => {
    const found = await findFiles(tx, { tenantId, userId }, attachments, { objects, limits })
    if (found.status !== 'found') return found
    await tx
      .deleteFrom('response_files')
      .where('tenant_id', '=', tenantId)
      .where('response_id', '=', responseId)
      .execute()
    const named = found.files.map(({ blob, attachment }, item) => ({
      tenant_id: tenantId,
      response_id: responseId,
      item,
      blob_id: blob.id,
      sha256: blob.sha256,
      name: attachment.name
    }))
    if (named.length > 0) await tx.insertInto('response_files').values(named).execute()
    return found
  }
}
