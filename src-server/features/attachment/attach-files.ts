import type { FollowerId, TenantId, UserId } from '#shared/base/ids.ts'
import type { Attachment, FileLimits } from '#shared/features/attachment/entities.ts'
import { judgeClaim } from '#shared/features/attachment/judge-file.ts'
import type { Message } from '#shared/features/conversation/entities.ts'
import type { ObjectStore } from '../../files/object-store.ts'
import type { Verdict } from '../../gateway/operation-handler.ts'
import type { BlobsTable } from '../../storage/schema.ts'
import type { Tx } from '../../storage/storage.ts'
import { addMessageFiles, blobOf } from './repository.ts'

/** The files of a message as the server knows them, or why the message cannot be posted with them. */
export type Attached =
  | {
      status: 'attached'
      attachments: Attachment[]
      /** notes that the message names them, once the message is written */
      keep(): Promise<void>
    }
  | Extract<Verdict, { status: 'rejected' | 'attachment_missing' }>

/**
 * Finds the files that a message names. Each must be here whole, uploaded by the message's own author: what somebody
 * else has uploaded is as missing as what nobody has.
 */
export type AttachFiles = (
  tx: Tx,
  author: FileAuthor,
  message: Pick<Message, 'id' | 'conversationId' | 'attachments'>
) => Promise<Attached>

/** Who writes a message: somebody of the tenant, or a follower. */
export type FileAuthor = { tenantId: TenantId } & ({ userId: UserId } | { followerId: FollowerId })

export function ownerOfFollower(followerId: FollowerId): string {
  return `follower:${followerId}`
}

/** How an owner of files is written. */
export function ownerOfUser(userId: UserId): string {
  return `user:${userId}`
}

export function createAttachFiles(objects: ObjectStore, limits: FileLimits): AttachFiles {
  return async (tx, author, message) => {
    const { tenantId } = author
    const owner = 'userId' in author ? ownerOfUser(author.userId) : ownerOfFollower(author.followerId)
    const found: { attachment: Attachment; blob: BlobsTable }[] = []
    const missing = new Set<string>()
    for (const attachment of message.attachments) {
      const blob = await blobOf(tx, tenantId, owner, attachment.sha256)
      if (blob && (await objects.has(blob.id, blob.size_bytes))) found.push({ attachment, blob })
      else missing.add(attachment.sha256)
    }
    if (missing.size > 0) return { status: 'attachment_missing', blobs: [...missing] }
    for (const { attachment, blob } of found) {
      const claim = { name: attachment.name, sizeBytes: blob.size_bytes, declared: blob.media_type }
      const judged = judgeClaim(claim, limits)
      if (!judged.ok) return refused(judged.error.message)
    }
    const named = found.map(({ attachment, blob }, item) => ({
      tenant_id: tenantId,
      message_id: message.id,
      item,
      conversation_id: message.conversationId,
      blob_id: blob.id,
      sha256: blob.sha256,
      name: attachment.name
    }))
    return {
      status: 'attached',
      keep: () => addMessageFiles(tx, named),
      attachments: found.map(({ attachment, blob }) => ({
        ...attachment,
        sizeBytes: blob.size_bytes,
        mediaType: blob.media_type
      }))
    }
  }
}

function refused(message: string): Attached {
  return { status: 'rejected', code: 'attachment_refused', detail: { message } }
}
