import { err, type Result } from '#shared/base/result.ts'
import type { FileLimits } from '#shared/features/attachment/entities.ts'
import { type FileRefusal, judgeClaim, judgeHead } from '#shared/features/attachment/judge-file.ts'
import { HEAD_BYTES } from '#shared/features/attachment/kinds/kind.ts'
import type { ObjectStore } from '../../files/object-store.ts'
import type { UploadClaim, UploadRules, UploadTrouble } from '../../files/uploads.ts'
import type { RoomTools } from '../../gateway/room.ts'
import { blobOf, keepBlob } from './repository.ts'

/** What may be uploaded, and what becomes of it when it is whole. */
export function uploadRules(
  { storage, clock, mintId }: Pick<RoomTools, 'storage' | 'clock' | 'mintId'>,
  objects: ObjectStore,
  limits: FileLimits
): UploadRules {
  function kindOf({ name, sizeBytes, mediaType }: UploadClaim) {
    // whether it may go where it is meant to is judged when something names it
    return judgeClaim({ name, sizeBytes, declared: mediaType }, limits, 'any')
  }
  return {
    judgeClaim: (claim) => asTrouble(kindOf(claim)),
    headBytes: HEAD_BYTES,
    judgeHead(claim, head) {
      const kind = kindOf(claim)
      return asTrouble(kind.ok ? judgeHead(kind.value, claim.name, head) : kind)
    },
    async take({ tenantId, owner }, claim, path) {
      const kind = kindOf(claim)
      if (!kind.ok) throw new Error('a file that was judged before')
      const known = await storage.read((db) => blobOf(db, tenantId, owner, claim.sha256))
      // bytes that were lost come back under their id: messages may name it already
      const id = known?.id ?? mintId()
      if (!known || !(await objects.has(id, known.size_bytes))) await objects.take(id, path)
      const kept = await storage.transact((tx) =>
        keepBlob(tx, {
          tenant_id: tenantId,
          id,
          owner,
          sha256: claim.sha256,
          size_bytes: claim.sizeBytes,
          media_type: kind.value.mediaType,
          created_at_ms: clock.nowMs()
        })
      )
      // the same bytes came twice at the same time
      if (kept !== id) await objects.remove(id)
    }
  }
}

/** Too large has a status of its own; everything else is a file that may not come in. */
function asTrouble(judged: Result<unknown, FileRefusal>): Result<unknown, UploadTrouble> {
  if (judged.ok) return judged
  const { code, message } = judged.error
  return err({ code: code === 'too_large' ? 'too_large' : 'file_refused', message })
}
