import type { FastifyReply, FastifyRequest } from 'fastify'
import { PATHS } from '#shared/contract/wire.ts'
import type { Uploads } from '../../files/uploads.ts'
import { callerOf } from '../../gateway/authenticate.ts'
import type { HttpServer } from '../../gateway/room.ts'
import { ownerOfUser } from './find-files.ts'

/** The addresses of the tus protocol, behind the same guards as every other route. */
export function addUploadRoutes(http: HttpServer, uploads: Uploads): void {
  // the bytes of a piece are read by tus itself
  http.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { tenantId, userId } = callerOf(request)
    reply.hijack()
    await uploads.handle(request.raw, reply.raw, { tenantId, owner: ownerOfUser(userId) })
  }
  http.post(PATHS.uploads, { schema: { summary: 'Begin an upload (tus)' } }, handle)
  http.head(PATHS.upload, { schema: { summary: 'How far an upload has come (tus)' } }, handle)
  http.patch(PATHS.upload, { schema: { summary: 'The next piece of an upload (tus)' } }, handle)
}
