import type { FastifyRequest } from 'fastify'
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
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { cleanName, cleanText } from './clean-text.ts'
import { joinFollower, localeOf, renameFollower } from './follower-join.ts'
import {
  findVisit,
  hashSecret,
  isOwnOrigin,
  mintSecret,
  sessionCookie,
  type Visit
} from './follower-session.ts'
import { readThread, toFollowerMessage } from './follower-thread.ts'
import { type FollowerSeat, markDelivered, postFollowerMessage } from './follower-write.ts'

const SlugParams = z.object({ slug: z.string().max(80) })

const CHAT_OFF = 'Chat is turned off for this channel, so nobody can write here now. Please come back later.'

/** The requests of the follower's page. Each finds the follower anew by the cookie; the slug says the tenant. */
export function addFollowerRoutes(http: HttpServer, tools: RoomTools): void {
  const { storage, feed, clock } = tools

  async function visitOf(request: FastifyRequest, slug: string): Promise<Visit> {
    const visit = await storage.read((db) => findVisit(db, slug, request.headers.cookie))
    if (visit) return visit
    throw new Refusal('not_found', 'There is no chat at this address. Check the link that brought you here.')
  }

  async function seatOf(request: FastifyRequest, slug: string): Promise<FollowerSeat> {
    const { tenantId, channel, follower } = await visitOf(request, slug)
    if (follower) return { tenantId, channel, followerId: follower.id }
    throw new Refusal(
      'unauthenticated',
      'This browser is not known here. Tell a name first, then write again.'
    )
  }

  const ownPagesOnly = async (request: FastifyRequest) => {
    if (isOwnOrigin(request.headers.origin, request.host, tools.publicUrl)) return
    throw new Refusal('forbidden', 'This request came from another site. Open the chat page itself to write.')
  }

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
      return storage.read((db) => readThread(db, visit, request.query.after))
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
      return storage.read((db) => readThread(db, { ...visit, follower }, 0))
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
      if (text.trim() === '') throw new Refusal('bad_request', 'The message has no text. Write something.')
      const nowMs = clock.nowMs()
      const conversationId = ConversationId.parse(tools.mintId())
      const { result } = await feed.write(seat.tenantId, nowMs, async (tx) => {
        const outcome = await postFollowerMessage(
          tx,
          seat,
          { id: request.body.id, text },
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
      await feed.write(seat.tenantId, clock.nowMs(), async (tx) => ({
        result: null,
        changes: await markDelivered(tx, seat, request.body.position)
      }))
      return reply.code(204).send(null)
    }
  )
}
