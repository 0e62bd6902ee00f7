import type { FollowerId, TenantId, UserId } from '#shared/base/ids.ts'
import type { Attachment, FileLimits } from '#shared/features/attachment/entities.ts'
import { judgeClaim } from '#shared/features/attachment/judge-file.ts'
import type { ObjectStore } from '../../files/object-store.ts'
import type { Verdict } from '../../gateway/operation-handler.ts'
import type { BlobsTable } from '../../storage/schema.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { blobOf } from './repository.ts'
import { blobOfResponses } from './response-files.ts'

/** Who writes: somebody of the tenant, a follower, or the company's platform. */
export type FileAuthor = { tenantId: TenantId } & (
  | { userId: UserId }
  | { followerId: FollowerId }
  | { platform: true }
)

export function ownerOfFollower(followerId: FollowerId): string {
  return `follower:${followerId}`
}

/** Uploads by API keys belong to the tenant: keys come and go. */
export const OWNER_PLATFORM = 'platform'

/** How an owner of files is written. */
export function ownerOfUser(userId: UserId): string {
  return `user:${userId}`
}

/** Files as the server knows them, or why what names them cannot be taken. */
export type Found =
  | { status: 'found'; files: { attachment: Attachment; blob: BlobsTable }[] }
  | Extract<Verdict, { status: 'rejected' | 'attachment_missing' }>

/**
 * A file that an author may name: their own, or for somebody of the tenant one that a canned response carries which they see. What
 * somebody else has uploaded besides is as missing as what nobody has.
 */
export async function wholeBlobOf(
  db: ReadTx,
  author: FileAuthor,
  sha256: string,
  objects: ObjectStore
): Promise<BlobsTable | null> {
  const { tenantId } = author
  const own = await blobOf(db, tenantId, ownerOf(author), sha256)
  if (own && (await objects.has(own.id, own.size_bytes))) return own
  if (!('userId' in author)) return null
  const carried = await blobOfResponses(db, tenantId, author.userId, sha256)
  return carried && (await objects.has(carried.id, carried.size_bytes)) ? carried : null
}

function ownerOf(author: FileAuthor): string {
  if ('platform' in author) return OWNER_PLATFORM
  return 'userId' in author ? ownerOfUser(author.userId) : ownerOfFollower(author.followerId)
}

/** Finds files that are named, and judges them by what they are. */
export async function findFiles(
  db: ReadTx,
  author: FileAuthor,
  attachments: readonly Pick<Attachment, 'sha256' | 'name'>[],
  { objects, limits }: { objects: ObjectStore; limits: FileLimits }
): Promise<Found> {
  const found: { attachment: Pick<Attachment, 'sha256' | 'name'>; blob: BlobsTable }[] = []
  const missing = new Set<string>()
  for (const attachment of attachments) {
    const blob = await wholeBlobOf(db, author, attachment.sha256, objects)
    if (blob) found.push({ attachment, blob })
    else missing.add(attachment.sha256)
  }
  if (missing.size > 0) return { status: 'attachment_missing', blobs: [...missing] }
  for (const { attachment, blob } of found) {
    const claim = { name: attachment.name, sizeBytes: blob.size_bytes, declared: blob.media_type }
    const judged = judgeClaim(claim, limits)
    if (!judged.ok)
      return { status: 'rejected', code: 'attachment_refused', detail: { message: judged.error.message } }
  }
  const files = found.map(({ attachment, blob }) => ({
    blob,
    attachment: {
      sha256: attachment.sha256,
      name: attachment.name,
      sizeBytes: blob.size_bytes,
      mediaType: blob.media_type
    }
  }))
  return { status: 'found', files }
}
