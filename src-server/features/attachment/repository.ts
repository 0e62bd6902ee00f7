import type { ConversationId, EngagementId, RequestId, ResponseId, TenantId } from '#shared/base/ids.ts'
import { type Places, preparedRow } from '../../storage/prepared.ts'
import type { BlobsTable, MessageFilesTable } from '../../storage/schema.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'

const findBlob = preparedRow((db, place: Places<{ tenantId: TenantId; owner: string; sha256: string }>) =>
  db
    .selectFrom('blobs')
    .selectAll()
    .where('tenant_id', '=', place('tenantId'))
    .where('owner', '=', place('owner'))
    .where('sha256', '=', place('sha256'))
)

/** A file of an owner by its hash. */
export async function blobOf(
  db: ReadTx,
  tenantId: TenantId,
  owner: string,
  sha256: string
): Promise<BlobsTable | undefined> {
  return await findBlob(db, { tenantId, owner, sha256 })
}

/**
 * Notes a file that is whole; where its owner has the same bytes already, the days in which a message must name them begin
 * anew. Answers the id under which they are kept.
 */
export async function keepBlob(tx: Tx, blob: BlobsTable): Promise<string> {
  const { id } = await tx
    .insertInto('blobs')
    .values(blob)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'owner', 'sha256']).doUpdateSet({ created_at_ms: blob.created_at_ms })
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function addMessageFiles(tx: Tx, files: MessageFilesTable[]): Promise<void> {
  if (files.length > 0) await tx.insertInto('message_files').values(files).execute()
}

/** The files of a message or an engagement, in order. */
export async function filesNamedBy(
  db: ReadTx,
  tenantId: TenantId,
  id: MessageFilesTable['message_id']
): Promise<MessageFilesTable[]> {
  return await db
    .selectFrom('message_files')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('message_id', '=', id)
    .orderBy('item')
    .execute()
}

/** A file of any owner that an engagement of the catalogue names. */
export async function blobOfCatalogue(
  db: ReadTx,
  tenantId: TenantId,
  sha256: string
): Promise<BlobsTable | undefined> {
  return await db
    .selectFrom('message_files')
    .innerJoin('engagements', (join) =>
      join
        .onRef('engagements.tenant_id', '=', 'message_files.tenant_id')
        .on((eb) =>
          eb(
            eb.ref('engagements.id').$castTo<string>(),
            '=',
            eb.ref('message_files.message_id').$castTo<string>()
          )
        )
    )
    .innerJoin('blobs', (join) =>
      join
        .onRef('blobs.tenant_id', '=', 'message_files.tenant_id')
        .onRef('blobs.id', '=', 'message_files.blob_id')
    )
    .selectAll('blobs')
    .where('message_files.tenant_id', '=', tenantId)
    .where('message_files.sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst()
}

/** An engagement names other files from now on. */
export async function forgetEngagementFiles(tx: Tx, tenantId: TenantId, id: EngagementId): Promise<void> {
  await tx
    .deleteFrom('message_files')
    .where('tenant_id', '=', tenantId)
    .where('message_id', '=', id)
    .execute()
}

/** A file as a conversation's messages, or an engagement, name it. */
export interface ConversationFile {
  blobId: string
  name: string
  mediaType: string
  sizeBytes: number
}

/** A file of a conversation, or of an engagement, by its hash or its id; undefined when nothing there names it, as under the id of a response or a request. */
export async function fileOfConversation(
  db: ReadTx,
  tenantId: TenantId,
  conversationId: ConversationId | EngagementId | ResponseId | RequestId,
  by: { sha256: string } | { blobId: string }
): Promise<ConversationFile | undefined> {
  let query = db
    .selectFrom('message_files')
    .innerJoin('blobs', (join) =>
      join
        .onRef('blobs.tenant_id', '=', 'message_files.tenant_id')
        .onRef('blobs.id', '=', 'message_files.blob_id')
    )
    .select([
      'blobs.id as blobId',
      'message_files.name as name',
      'blobs.media_type as mediaType',
      'blobs.size_bytes as sizeBytes'
    ])
    .where('message_files.tenant_id', '=', tenantId)
    .where('message_files.conversation_id', '=', conversationId as ConversationId)
  query =
    'sha256' in by
      ? query.where('message_files.sha256', '=', by.sha256)
      : query.where('message_files.blob_id', '=', by.blobId)
  return await query.limit(1).executeTakeFirst()
}

/** Forgets files that came before a moment and that no message, engagement, canned response or request names; answers their ids. */
export async function forgetUnattached(tx: Tx, tenantId: TenantId, beforeMs: number): Promise<string[]> {
  const gone = await tx
    .deleteFrom('blobs')
    .where('tenant_id', '=', tenantId)
    .where('created_at_ms', '<', beforeMs)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('message_files')
            .select('message_files.item')
            .whereRef('message_files.tenant_id', '=', 'blobs.tenant_id')
            .whereRef('message_files.blob_id', '=', 'blobs.id')
        )
      )
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('response_files')
            .select('response_files.item')
            .whereRef('response_files.tenant_id', '=', 'blobs.tenant_id')
            .whereRef('response_files.blob_id', '=', 'blobs.id')
        )
      )
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('request_files')
            .select('request_files.item')
            .whereRef('request_files.tenant_id', '=', 'blobs.tenant_id')
            .whereRef('request_files.blob_id', '=', 'blobs.id')
        )
      )
    )
    .returning('id')
    .execute()
  return gone.map(({ id }) => id)
}

/** Which of these ids have a row, in whatever tenant. */
export async function knownBlobs(db: ReadTx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('blobs').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}
