import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ConversationId, FollowerId, TenantId } from '#shared/base/ids.ts'
import { PATHS } from '#shared/contract/wire.ts'
import type { FileLimits } from '#shared/features/attachment/entities.ts'
import type { Uploads } from '../../files/uploads.ts'
import type { RoomTools } from '../../gateway/room.ts'
import { ownerOfFollower } from './find-files.ts'
import { blobOf, fileOfConversation } from './repository.ts'
import type { FileDesk } from './routes.ts'

/** Who uploads, as their session names them. */
export interface UploadingFollower {
  tenantId: TenantId
  followerId: FollowerId
}

/** What a follower's page does with files; who they are is known before. */
export interface FollowerFiles {
  limits: FileLimits
  /** Answers one request of the tus protocol. */
  upload(request: IncomingMessage, response: ServerResponse, by: UploadingFollower): Promise<void>
  /** Whether the follower has uploaded these bytes, whole. */
  held(by: UploadingFollower, sha256: string): Promise<boolean>
  /** A signed address for a file that a message of the conversation names; null when none does. */
  addressOf(tenantId: TenantId, conversationId: ConversationId, sha256: string): Promise<string | null>
}

export function followerFiles(
  { storage, clock }: RoomTools,
  { objects, signer, limits }: FileDesk,
  uploads: Uploads
): FollowerFiles {
  return {
    limits,
    upload: (request, response, { tenantId, followerId }) =>
      uploads.handle(request, response, { tenantId, owner: ownerOfFollower(followerId) }),
    async held({ tenantId, followerId }, sha256) {
      const blob = await storage.read((db) => blobOf(db, tenantId, ownerOfFollower(followerId), sha256))
      return blob !== undefined && (await objects.has(blob.id, blob.size_bytes))
    },
    async addressOf(tenantId, conversationId, sha256) {
      const file = await storage.read((db) => fileOfConversation(db, tenantId, conversationId, { sha256 }))
      if (!file) return null
      const link = signer.sign({ tenantId, conversationId, blobId: file.blobId }, clock.nowMs())
      return `${PATHS.fileContent}?token=${link.token}`
    }
  }
}
