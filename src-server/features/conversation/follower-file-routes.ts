import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { FileHeld, PATHS } from '#shared/contract/wire.ts'
import { BlobHash } from '#shared/features/attachment/entities.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import type { FollowerFiles } from '../attachment/follower-files.ts'
import { followerDoor } from './follower-door.ts'
import { conversationOf } from './repository.ts'

const SlugParams = z.object({ slug: z.string().max(80) })
const FileParams = SlugParams.extend({ sha256: BlobHash })
const UploadParams = SlugParams.extend({ upload: z.string().max(100) })

/** Files of a follower's page: uploaded by the tus protocol, shown by short signed addresses. */
export function addFollowerFileRoutes(http: HttpServer, tools: RoomTools, files: FollowerFiles): void {
  const { seatOf, ownPagesOnly } = followerDoor(tools)

  http.get(
    PATHS.followerFileHeld,
    {
      schema: {
        summary: 'Whether the follower has uploaded these bytes, whole',
        params: FileParams,
        response: { 200: FileHeld }
      }
    },
    async (request) => {
      const seat = await seatOf(request, request.params.slug)
      return { held: await files.held(seat, request.params.sha256) }
    }
  )

  http.get(
    PATHS.followerFile,
    { schema: { summary: "A file of the follower's chat, by a signed address", params: FileParams } },
    async (request, reply) => {
      const seat = await seatOf(request, request.params.slug)
      const { tenantId, channel, followerId } = seat
      const conversation = await tools.storage.read((db) =>
        conversationOf(db, tenantId, channel.id, followerId)
      )
      const address =
        conversation && (await files.addressOf(tenantId, conversation.id, request.params.sha256))
      if (!address) throw new Refusal('not_found', 'There is no such file in this chat.')
      return reply.header('cache-control', 'no-store').redirect(address, 302)
    }
  )

  const handle = async (
    request: FastifyRequest<{ Params: { slug: string } }>,
    reply: FastifyReply
  ): Promise<void> => {
    const seat = await seatOf(request, request.params.slug)
    if (!seat.channel.chatEnabled) {
      throw new Refusal('chat_disabled', 'Chat is turned off for this channel, so nothing can be sent now.')
    }
    reply.hijack()
    await files.upload(request.raw, reply.raw, seat)
  }
  const guarded = { onRequest: ownPagesOnly }
  http.post(
    PATHS.followerUploads,
    { ...guarded, schema: { summary: 'Begin an upload (tus)', params: SlugParams } },
    handle
  )
  http.head(
    PATHS.followerUpload,
    { schema: { summary: 'How far an upload has come (tus)', params: UploadParams } },
    handle
  )
  http.patch(
    PATHS.followerUpload,
    { ...guarded, schema: { summary: 'The next piece of an upload (tus)', params: UploadParams } },
    handle
  )
}
