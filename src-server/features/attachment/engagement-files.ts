import type { ConversationId, EngagementId, MessageId, TenantId } from '#shared/base/ids.ts'
import type { Attachment, FileLimits } from '#shared/features/attachment/entities.ts'
import { judgeClaim } from '#shared/features/attachment/judge-file.ts'
import { type EngagementContent, filesOfContent, withFiles } from '#shared/features/engagement/content.ts'
import type { ObjectStore } from '../../files/object-store.ts'
import type { Actor } from '../../gateway/actor.ts'
import type { Verdict } from '../../gateway/operation-handler.ts'
import type { BlobsTable } from '../../storage/schema.ts'
import type { Tx } from '../../storage/storage.ts'
import { ownerOfUser } from './find-files.ts'
import {
  addMessageFiles,
  blobOf,
  blobOfCatalogue,
  filesNamedBy,
  forgetEngagementFiles
} from './repository.ts'

type Attached =
  | { status: 'attached'; content: EngagementContent }
  | Extract<Verdict, { status: 'rejected' | 'attachment_missing' }>

/**
 * Notes that an engagement names its files, in place of those that it named before. Each must be here whole: uploaded by the author, or in the
 * catalogue already, where every administrator sees it. Answers the content with its files as the server knows them.
 */
export type AttachToEngagement = (
  tx: Tx,
  author: Pick<Actor, 'tenantId' | 'userId'>,
  engagementId: EngagementId,
  content: EngagementContent
) => Promise<Attached>

export function createAttachToEngagement(objects: ObjectStore, limits: FileLimits): AttachToEngagement {
  async function find(tx: Tx, tenantId: TenantId, owner: string, sha256: string): Promise<BlobsTable | null> {
    for (const blob of [
      await blobOf(tx, tenantId, owner, sha256),
      await blobOfCatalogue(tx, tenantId, sha256)
    ]) {
      if (blob && (await objects.has(blob.id, blob.size_bytes))) return blob
    }
    return null
  }
  return async (tx, { tenantId, userId }, engagementId, content) => {
    const found = new Map<string, BlobsTable>()
    const missing: string[] = []
    for (const { sha256, name } of filesOfContent(content)) {
      const blob = await find(tx, tenantId, ownerOfUser(userId), sha256)
      if (!blob) {
        missing.push(sha256)
        continue
      }
      const claim = { name, sizeBytes: blob.size_bytes, declared: blob.media_type }
      const judged = judgeClaim(claim, limits, 'engagement')
      if (!judged.ok) {
        return { status: 'rejected', code: 'attachment_refused', detail: { message: judged.error.message } }
      }
      found.set(sha256, blob)
    }
    if (missing.length > 0) return { status: 'attachment_missing', blobs: missing }
    const known = withFiles(content, (file): Attachment => {
      const blob = found.get(file.sha256)
      return blob ? { ...file, sizeBytes: blob.size_bytes, mediaType: blob.media_type } : file
    })
    await forgetEngagementFiles(tx, tenantId, engagementId)
    await addMessageFiles(
      tx,
      filesOfContent(known).map(({ sha256, name }, item) => ({
        tenant_id: tenantId,
        message_id: engagementId,
        item,
        conversation_id: engagementId,
        blob_id: found.get(sha256)?.id ?? '',
        sha256,
        name
      }))
    )
    return { status: 'attached', content: known }
  }
}

/** Lets a message name the files of the engagement that it brings: the follower may have them from now on. */
export async function handFilesOn(
  tx: Tx,
  tenantId: TenantId,
  engagementId: EngagementId,
  message: { id: MessageId; conversationId: ConversationId }
): Promise<void> {
  const files = await filesNamedBy(tx, tenantId, engagementId)
  await addMessageFiles(
    tx,
    files.map((file) => ({ ...file, message_id: message.id, conversation_id: message.conversationId }))
  )
}
