import { z } from 'zod'
import { MessageId } from '#shared/base/ids.ts'
import { FollowerEngagement, FollowerEngagementDone, PATHS } from '#shared/contract/wire.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { followerDoor } from '../conversation/follower-door.ts'
import { takeStep } from './follower-steps.ts'

const Params = z.object({ slug: z.string().max(80), message: MessageId })

/** What the follower's page tells of engagements: opened, redeemed. That one was seen follows from what was shown. */
export function addFollowerEngagementRoutes(http: HttpServer, tools: RoomTools): void {
  const { feed, clock } = tools
  const { seatOf, ownPagesOnly } = followerDoor(tools)
  http.post(
    PATHS.followerEngagement,
    {
      onRequest: ownPagesOnly,
      schema: {
        summary: 'What the follower does with an engagement: opens it, redeems it',
        params: Params,
        body: FollowerEngagementDone,
        response: { 200: FollowerEngagement }
      }
    },
    async (request) => {
      const seat = await seatOf(request, request.params.slug)
      const nowMs = clock.nowMs()
      const { result } = await feed.write(seat.tenantId, nowMs, async (tx) => {
        const step = await takeStep(tx, seat, request.params.message, request.body.outcome, nowMs)
        return { result: step, changes: step.kind === 'done' ? step.changes : [] }
      })
      switch (result.kind) {
        case 'done':
          return result.engagement
        case 'unknown':
          throw new Refusal('not_found', 'There is no such engagement in this chat.')
        case 'refused':
          throw new Refusal('bad_request', result.message)
      }
    }
  )
}
