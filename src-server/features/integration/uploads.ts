import { z } from 'zod'
import { Attachment, BlobHash } from '#shared/features/attachment/entities.ts'
import { apiCallerOf } from '../../gateway/authenticate.ts'
import { API_PREFIX } from '../../gateway/problem.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer } from '../../gateway/room.ts'
import type { PlatformFiles } from '../attachment/platform-files.ts'

const BYTES = 'application/octet-stream'

const Params = z.object({ sha256: BlobHash.meta({ description: 'The sha256 of the bytes, in hexadecimal' }) })

const Query = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(300)
    .meta({ description: 'What the file is called; its ending says what it is' })
})

/** Files of the platform, each in one request; what names none of them within a week lets them go. */
export function addUploadRoute(http: HttpServer, files: PlatformFiles): void {
  // the bytes run on to the store as they come
  http.addContentTypeParser(BYTES, (_request, payload, done) => done(null, payload))

  http.put(
    `${API_PREFIX}/uploads/:sha256`,
    {
      schema: {
        summary: `Uploads a picture or video as \`${BYTES}\`, for a request to name by its sha256. The same again changes nothing; what no request names is removed after a week`,
        tags: ['Requests'],
        params: Params,
        querystring: Query,
        body: z.any().meta({ type: 'string', format: 'binary' }),
        consumes: [BYTES],
        response: { 200: Attachment, 201: Attachment }
      }
    },
    async (request, reply) => {
      const { tenantId } = apiCallerOf(request)
      const sizeBytes = Number(request.headers['content-length'])
      if (request.headers['content-type'] !== BYTES || !(sizeBytes > 0)) {
        throw new Refusal('bad_request', `Send the bytes of the file as ${BYTES}, with their content-length.`)
      }
      const claim = { sha256: request.params.sha256, name: request.query.name, sizeBytes }
      const taken = await files.upload(tenantId, claim, request.raw)
      if (!taken.ok) throw new Refusal(taken.error.code, taken.error.message)
      reply.code(taken.value.isNew ? 201 : 200)
      return taken.value.file
    }
  )
}
