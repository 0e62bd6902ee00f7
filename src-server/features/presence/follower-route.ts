import { z } from 'zod'
import { FollowerTyping, PATHS } from '#shared/contract/wire.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { followerDoor } from '../conversation/follower-door.ts'
import type { FollowerSeat } from '../conversation/follower-write.ts'

/** The follower's page says that something is being written: of the conversation of its own cookie, whichever that is. */
export function addTypingRoute(
  http: HttpServer,
  tools: RoomTools,
  tell: (seat: FollowerSeat, isTyping: boolean) => Promise<void> | undefined
): void {
  const { seatOf, ownPagesOnly } = followerDoor(tools)
  http.post(
    PATHS.followerTyping,
    {
      onRequest: ownPagesOnly,
      schema: {
        summary: 'Whether the follower is writing now; nothing of it is kept',
        params: z.object({ slug: z.string().max(80) }),
        body: FollowerTyping,
        response: { 204: z.null() }
      }
    },
    async (request, reply) => {
      const seat = await seatOf(request, request.params.slug)
      await tell(seat, request.body.typing)
      return reply.code(204).send(null)
    }
  )
}
