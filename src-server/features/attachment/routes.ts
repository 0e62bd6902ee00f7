import {
  FileHeld,
  FileHeldParams,
  FileLimitsResponse,
  FileLink,
  FileLinkQuery,
  FileTokenQuery,
  PATHS
} from '#shared/contract/wire.ts'
import type { FileLimits } from '#shared/features/attachment/entities.ts'
import type { ObjectStore } from '../../files/object-store.ts'
import type { LinkSigner } from '../../files/signed-link.ts'
import { callerOf } from '../../gateway/authenticate.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { partOf } from './byte-range.ts'
import { wholeBlobOf } from './find-files.ts'
import { fileOfConversation } from './repository.ts'
import { fileOfRequest } from './request-files.ts'
import { fileOfResponse, signedFileOfResponse } from './response-files.ts'

export interface FileDesk {
  objects: ObjectStore
  signer: LinkSigner
  limits: FileLimits
}

const GONE = 'There is no such file here any more.'

/** What a desk asks before and after it uploads, and how a file is handed out. */
export function addFileRoutes(http: HttpServer, tools: RoomTools, desk: FileDesk): void {
  const { storage, clock } = tools
  const { objects, signer, limits } = desk
  http.get(
    PATHS.fileLimits,
    { schema: { summary: 'How large files may be', response: { 200: FileLimitsResponse } } },
    async () => limits
  )
  http.get(
    PATHS.fileHeld,
    {
      schema: {
        summary:
          'Whether the caller has uploaded these bytes, whole, or sees a canned response that carries them',
        params: FileHeldParams,
        response: { 200: FileHeld }
      }
    },
    async (request) => {
      const { tenantId, userId } = callerOf(request)
      const { sha256 } = request.params
      const blob = await storage.read((db) => wholeBlobOf(db, { tenantId, userId }, sha256, objects))
      return { held: blob !== null }
    }
  )
  http.get(
    PATHS.fileLink,
    {
      schema: {
        summary:
          'An address for a file of a conversation, an engagement, a canned response or (for leads) a request, good for a short while',
        querystring: FileLinkQuery,
        response: { 200: FileLink }
      }
    },
    async (request) => {
      const { tenantId, userId } = callerOf(request)
      const { conversationId, sha256 } = request.query
      const { file, leads } = await storage.read(async (db) => {
        const open =
          (await fileOfConversation(db, tenantId, conversationId, { sha256 })) ??
          (await fileOfResponse(db, tenantId, userId, conversationId, sha256))
        if (open) return { file: open, leads: {} }
        const file = await fileOfRequest(db, { tenantId, userId }, conversationId, { sha256 })
        return { file, leads: { userId } }
      })
      if (!file) throw new Refusal('not_found', GONE)
      const link = signer.sign({ tenantId, conversationId, blobId: file.blobId, ...leads }, clock.nowMs())
      return { path: `${PATHS.fileContent}?token=${link.token}`, expiresAtMs: link.expiresAtMs }
    }
  )
  http.get(
    PATHS.fileContent,
    { schema: { summary: 'The bytes of a file, by a signed address', querystring: FileTokenQuery } },
    async (request, reply) => {
      const target = signer.read(request.query.token, clock.nowMs())
      if (!target) throw new Refusal('forbidden', 'This address has expired. Ask for the file again.')
      const { tenantId, conversationId, blobId, userId } = target
      const file = await storage.read(async (db) => {
        if (userId) return await fileOfRequest(db, { tenantId, userId }, conversationId, { blobId })
        return (
          (await fileOfConversation(db, tenantId, conversationId, { blobId })) ??
          (await signedFileOfResponse(db, tenantId, conversationId, blobId))
        )
      })
      if (!file || !(await objects.has(blobId, file.sizeBytes))) throw new Refusal('not_found', GONE)
      const part = partOf(request.headers.range, file.sizeBytes)
      if (part) reply.code(206).header('content-range', `bytes ${part.from}-${part.to}/${file.sizeBytes}`)
      return (
        reply
          .type(file.mediaType)
          .header('accept-ranges', 'bytes')
          .header('content-length', part ? part.to - part.from + 1 : file.sizeBytes)
          .header('content-disposition', attachmentNamed(file.name))
          // whatever a browser makes of the bytes, it runs in no origin
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('cross-origin-resource-policy', 'same-origin')
          .send(objects.open(blobId, part ?? undefined))
      )
    }
  )
}

/** A Content-Disposition (RFC 6266) with the name in ASCII, and whole as RFC 8187 writes it. */
function attachmentNamed(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
