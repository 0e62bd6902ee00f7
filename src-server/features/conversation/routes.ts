import { z } from 'zod'
import { ConversationId, FollowerId } from '#shared/base/ids.ts'
import {
  FollowerDelivered,
  FollowerMessage,
  FollowerSend,
  FollowerSessionRequest,
  FollowerThread,
  FollowerThreadQuery,
  PATHS
} from '#shared/contract/wire.ts'
import type { FileLimits } from '#shared/features/attachment/entities.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import type { AttachFiles } from '../attachment/attach-files.ts'
import { cleanNames } from './clean-names.ts'
import { cleanName, cleanText } from './clean-text.ts'
import { followerDoor } from './follower-door.ts'
import { joinFollower, localeOf, renameFollower } from './follower-join.ts'
import { hashSecret, mintSecret, sessionCookie } from './follower-session.ts'
import { readThread, toFollowerMessage } from './follower-thread.ts'
import { markDelivered, postFollowerMessage } from './follower-write.ts'

const SlugParams = z.object({ slug: z.string().max(80) })

const CHAT_OFF = 'Chat is turned off for this channel, so nobody can write here now. Please come back later.'

/** The requests of the follower's page. Each finds the follower anew by the cookie; the slug says the tenant. */
export function addFollowerRoutes(
  http: HttpServer,
  tools: RoomTools,
  files: { limits: FileLimits; attach: AttachFiles }
): void {
  const { storage, feed, clock } = tools

  const { visitOf, seatOf, ownPagesOnly } = followerDoor(tools)

  http.get(
    PATHS.followerThread,
    {
      schema: {
        summary: "The follower's chat with a channel",
        params: SlugParams,
        querystring: FollowerThreadQuery,
        response: { 200: FollowerThread }
      }
    },
    async (request, reply) => {
      const visit = await visitOf(request, request.params.slug)
      reply.header('cache-control', 'no-store')
      return storage.read((db) => readThread(db, visit, request.query.after, files.limits))
    }
  )

  http.post(
    PATHS.followerSession,
    {
      onRequest: ownPagesOnly,
      schema: {
        summary: 'Tell a name; the answer sets the cookie of the session',
        params: SlugParams,
        body: FollowerSessionRequest,
        response: { 200: FollowerThread }
      }
    },
    async (request, reply) => {
      const visit = await visitOf(request, request.params.slug)
      const name = cleanName(request.body.name)
      if (name === '') throw new Refusal('bad_request', 'That name has no letters. Please tell another one.')
      if (!visit.channel.chatEnabled) throw new Refusal('chat_disabled', CHAT_OFF)
      const nowMs = clock.nowMs()
      const known = visit.follower
      const secret = mintSecret(tools.randomBytes)
      const { result: follower } = await feed.write(visit.tenantId, nowMs, async (tx) => {
        const { follower: row, changes } = known
          ? await renameFollower(tx, visit, known, name)
          : await joinFollower(
              tx,
              visit,
              {
                id: FollowerId.parse(tools.mintId()),
                name,
                locale: localeOf(request.headers['accept-language']),
                sessionHash: hashSecret(secret)
              },
              nowMs
            )
        return { result: row, changes }
      })
      if (!known) {
        const secure = request.protocol === 'https' || tools.publicUrl?.startsWith('https:') === true
        reply.header('set-cookie', sessionCookie(visit.channel.slug, secret, secure))
      }
      return storage.read((db) => readThread(db, { ...visit, follower }, 0, files.limits))
    }
  )

  http.post(
    PATHS.followerMessages,
    {
      onRequest: ownPagesOnly,
      schema: {
        summary: 'Write to the channel; the same id again answers the message that is there',
        params: SlugParams,
        body: FollowerSend,
        response: { 200: FollowerMessage }
      }
    },
    async (request) => {
      const seat = await seatOf(request, request.params.slug)
      const text = cleanText(request.body.text)
      const attachments = cleanNames(request.body.attachments ?? [])
      if (text.trim() === '' && attachments.length === 0) {
        throw new Refusal('bad_request', 'The message has no text. Write something.')
      }
      const nowMs = clock.nowMs()
      const conversationId = ConversationId.parse(tools.mintId())
      const { result } = await feed.write(seat.tenantId, nowMs, async (tx) => {
        const outcome = await postFollowerMessage(
          tx,
          seat,
          { id: request.body.id, text, files: { attachments, attach: files.attach } },
          conversationId,
          nowMs
        )
        return { result: outcome, changes: outcome.kind === 'posted' ? outcome.changes : [] }
      })
      switch (result.kind) {
        case 'posted':
          return toFollowerMessage(result.message, null)
        case 'chat-off':
          throw new Refusal('chat_disabled', CHAT_OFF)
        case 'file-missing':
          throw new Refusal(
            'file_missing',
            'A file of this message is not here yet. Upload it, then send again.'
          )
        case 'file-refused':
          throw new Refusal('file_refused', result.message)
        case 'foreign':
          throw new Refusal(
            'bad_request',
            'This id is taken by another message. Send it again with a new one.'
          )
      }
    }
  )

  http.post(
    PATHS.followerDelivered,
    {
      onRequest: ownPagesOnly,
      schema: {
        summary: "Up to which position the page has shown the agents' messages",
        params: SlugParams,
        body: FollowerDelivered,
        response: { 204: z.null() }
      }
    },
    async (request, reply) => {
      const seat = await seatOf(request, request.params.slug)
      const nowMs = clock.nowMs()
      await feed.write(seat.tenantId, nowMs, async (tx) => ({
        result: null,
        changes: await markDelivered(tx, seat, request.body.position, nowMs)
      }))
      return reply.code(204).send(null)
    }
  )
}
