import type { RequestId, TenantId } from '#shared/base/ids.ts'
import type { NamedFile } from '#shared/features/approval/kinds/kind.ts'
import type { Attachment, FileLimits } from '#shared/features/attachment/entities.ts'
import { cleanFileName } from '#shared/features/attachment/file-name.ts'
import { kindOfName } from '#shared/features/attachment/kinds/list.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import type { ObjectStore } from '../../files/object-store.ts'
import type { Actor } from '../../gateway/actor.ts'
import type { Verdict } from '../../gateway/operation-handler.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import { findFiles } from './find-files.ts'
import type { ConversationFile } from './repository.ts'

type Attached =
  | { status: 'attached'; files: Attachment[] }
  | Extract<Verdict, { status: 'rejected' | 'attachment_missing' }>

/**
 * Notes that a request names its files, in place of those that it named before. Each must have been uploaded by the platform of its own
 * tenant, whole, and be what the request shows it as. Answers them as the server knows them.
 */
export type AttachToRequest = (
  tx: Tx,
  tenantId: TenantId,
  requestId: RequestId,
  named: readonly NamedFile[]
) => Promise<Attached>

export function createAttachToRequest(objects: ObjectStore, limits: FileLimits): AttachToRequest {
  return async (tx, tenantId, requestId, named) => {
    const wanted = named.map((file) => ({ ...file, name: cleanFileName(file.name) }))
    const found = await findFiles(tx, { tenantId, platform: true }, wanted, { objects, limits })
    if (found.status !== 'found') return found
    const other = wanted.find(({ name, as }) => kindOfName(name)?.class !== as)
    if (other) {
      const message = `${other.name} is no ${other.as}, and the request shows it as one. Upload the right file and name that.`
      return { status: 'rejected', code: 'attachment_refused', detail: { message } }
    }
    await tx
      .deleteFrom('request_files')
      .where('tenant_id', '=', tenantId)
      .where('request_id', '=', requestId)
      .execute()
    const rows = found.files.map(({ blob, attachment }, item) => ({
      tenant_id: tenantId,
      request_id: requestId,
      item,
      blob_id: blob.id,
      sha256: blob.sha256,
      name: attachment.name
    }))
    if (rows.length > 0) await tx.insertInto('request_files').values(rows).execute()
    return { status: 'attached', files: found.files.map(({ attachment }) => attachment) }
  }
}

/** A file that a request names, by its hash or its id, for somebody who leads at this moment. */
export async function fileOfRequest(
  db: ReadTx,
  { tenantId, userId }: Pick<Actor, 'tenantId' | 'userId'>,
  requestId: string,
  by: { sha256: string } | { blobId: string }
): Promise<ConversationFile | undefined> {
  const user = await db
    .selectFrom('users')
    .select('role')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .where('active', '=', 1)
    .executeTakeFirst()
  if (!user || !includesRole(user.role, 'lead')) return undefined
  const query = db
    .selectFrom('request_files')
    .innerJoin('blobs', (join) =>
      join
        .onRef('blobs.tenant_id', '=', 'request_files.tenant_id')
        .onRef('blobs.id', '=', 'request_files.blob_id')
    )
    .select([
      'blobs.id as blobId',
      'request_files.name as name',
      'blobs.media_type as mediaType',
      'blobs.size_bytes as sizeBytes'
    ])
    .where('request_files.tenant_id', '=', tenantId)
    .where('request_files.request_id', '=', requestId as RequestId)
  const one =
    'sha256' in by
      ? query.where('request_files.sha256', '=', by.sha256)
      : query.where('request_files.blob_id', '=', by.blobId)
  return await one.limit(1).executeTakeFirst()
}
