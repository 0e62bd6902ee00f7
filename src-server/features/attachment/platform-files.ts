import type { Readable } from 'node:stream'
import type { TenantId } from '#shared/base/ids.ts'
import { err, ok, type Result } from '#shared/base/result.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { cleanFileName } from '#shared/features/attachment/file-name.ts'
import { ATTACHMENT_KINDS, kindOfName } from '#shared/features/attachment/kinds/list.ts'
import type { ObjectStore } from '../../files/object-store.ts'
import type { Uploads, UploadTrouble } from '../../files/uploads.ts'
import type { RoomTools } from '../../gateway/room.ts'
import { OWNER_PLATFORM } from './find-files.ts'
import { blobOf } from './repository.ts'

/** What requests of partners show. */
const SHOWN = ATTACHMENT_KINDS.filter((kind) => kind.class === 'image' || kind.class === 'video')
const ENDINGS = SHOWN.flatMap(({ extensions }) => extensions.map((ending) => `.${ending}`)).join(', ')

/** What the company's platform does with files; its key is known before. */
export interface PlatformFiles {
  /** Takes a file that comes in one piece; `isNew` unless the platform has uploaded these bytes before. */
  upload(
    tenantId: TenantId,
    claim: { sha256: string; name: string; sizeBytes: number },
    bytes: Readable
  ): Promise<Result<{ file: Attachment; isNew: boolean }, UploadTrouble>>
}

export function platformFiles(
  { storage }: Pick<RoomTools, 'storage'>,
  objects: ObjectStore,
  uploads: Uploads
): PlatformFiles {
  const known = async (tenantId: TenantId, sha256: string) => {
    const blob = await storage.read((db) => blobOf(db, tenantId, OWNER_PLATFORM, sha256))
    return blob && (await objects.has(blob.id, blob.size_bytes)) ? blob : null
  }
  return {
    async upload(tenantId, { sha256, sizeBytes, ...given }, bytes) {
      const name = cleanFileName(given.name)
      if (!SHOWN.some((kind) => kind === kindOfName(name))) {
        const message = `${name} is no picture and no video. Send one of ${ENDINGS}.`
        return err({ code: 'file_refused', message })
      }
      const before = await known(tenantId, sha256)
      const claim = { sha256, name, sizeBytes }
      const taken = await uploads.takeWhole({ tenantId, owner: OWNER_PLATFORM }, claim, bytes)
      if (!taken.ok) return err(taken.error)
      const blob = await known(tenantId, sha256)
      if (!blob) throw new Error('an upload that was taken is not there')
      const file = { sha256, name, sizeBytes: blob.size_bytes, mediaType: blob.media_type }
      return ok({ file, isNew: before === null })
    }
  }
}
