import type { ResponseId, TenantId, UserId } from '#shared/base/ids.ts'
import type { BlobsTable } from '../../storage/schema.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import type { ConversationFile } from './repository.ts'

/** The files that responses name, with their responses; what a colleague keeps alone is not among them. */
function carriedFiles(db: ReadTx, tenantId: TenantId, userId: UserId) {
  return namedFiles(db, tenantId).where((eb) =>
    eb.or([eb('canned_responses.owner_id', 'is', null), eb('canned_responses.owner_id', '=', userId)])
  )
}

function namedFiles(db: ReadTx, tenantId: TenantId) {
  return db
    .selectFrom('response_files')
    .innerJoin('canned_responses', (join) =>
      join
        .onRef('canned_responses.tenant_id', '=', 'response_files.tenant_id')
        .onRef('canned_responses.id', '=', 'response_files.response_id')
    )
    .innerJoin('blobs', (join) =>
      join
        .onRef('blobs.tenant_id', '=', 'response_files.tenant_id')
        .onRef('blobs.id', '=', 'response_files.blob_id')
    )
    .where('response_files.tenant_id', '=', tenantId)
}

const FILE = [
  'blobs.id as blobId',
  'response_files.name as name',
  'blobs.media_type as mediaType',
  'blobs.size_bytes as sizeBytes'
] as const

/**
 * A file of any owner that a response carries which this person sees. One that was removed counts until its files are let go: what was
 * written with it goes out after it.
 */
export async function blobOfResponses(
  db: ReadTx,
  tenantId: TenantId,
  userId: UserId,
  sha256: string
): Promise<BlobsTable | undefined> {
  return await carriedFiles(db, tenantId, userId)
    .where('response_files.sha256', '=', sha256)
    .selectAll('blobs')
    .limit(1)
    .executeTakeFirst()
}

/** A file of one living response, for a person who sees it. */
export async function fileOfResponse(
  db: ReadTx,
  tenantId: TenantId,
  userId: UserId,
  responseId: string,
  sha256: string
): Promise<ConversationFile | undefined> {
  return await carriedFiles(db, tenantId, userId)
    .where('response_files.response_id', '=', responseId as ResponseId)
    .where('response_files.sha256', '=', sha256)
    .where('canned_responses.deleted_at_ms', 'is', null)
    .select(FILE)
    .executeTakeFirst()
}

/** The same by its id, for whoever holds an address that was signed for it. */
export async function signedFileOfResponse(
  db: ReadTx,
  tenantId: TenantId,
  responseId: string,
  blobId: string
): Promise<ConversationFile | undefined> {
  return await namedFiles(db, tenantId)
    .where('response_files.response_id', '=', responseId as ResponseId)
    .where('response_files.blob_id', '=', blobId)
    .where('canned_responses.deleted_at_ms', 'is', null)
    .select(FILE)
    .executeTakeFirst()
}

/** Responses that were removed before a moment name no files any more. */
export async function forgetRemovedResponses(tx: Tx, tenantId: TenantId, beforeMs: number): Promise<void> {
  await tx
    .deleteFrom('response_files')
    .where('tenant_id', '=', tenantId)
    .where('response_id', 'in', (eb) =>
      eb
        .selectFrom('canned_responses')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('deleted_at_ms', '<', beforeMs)
    )
    .execute()
}
