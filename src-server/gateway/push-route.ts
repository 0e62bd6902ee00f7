import { PATHS, PushRequest, PushResponse } from '#shared/contract/wire.ts'
import { answerPush } from './answer-push.ts'
import { callerOf } from './authenticate.ts'
import type { HandlerRegistry } from './intake/judge.ts'
import type { HttpServer, RoomTools } from './room.ts'

/** @param onOutcome told of each Operation's type and outcome, for the metrics */
export function addPushRoute(
  http: HttpServer,
  tools: RoomTools,
  registry: HandlerRegistry,
  onOutcome: (type: string, outcome: string) => void
): void {
  http.post(
    PATHS.push,
    {
      schema: {
        summary: 'Hand in Operations; asking again answers the same Receipts',
        body: PushRequest,
        response: { 200: PushResponse }
      }
    },
    async (request, reply) => {
      const { text, statuses } = await answerPush(tools, registry, callerOf(request), request.body)
      for (const { type, outcome } of statuses) onOutcome(type, outcome)
      // the schema describes it and need not read it again: each outcome was written by its type
      const written = text as never
      return reply
        .type('application/json; charset=utf-8')
        .serializer((payload) => String(payload))
        .send(written)
    }
  )
}
