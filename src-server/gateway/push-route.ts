import { PATHS, PushRequest, PushResponse } from '#shared/contract/wire.ts'
import { callerOf } from './authenticate.ts'
import type { HandlerRegistry } from './intake/judge.ts'
import { FORGED_DEVICE, push } from './intake/push.ts'
import { Refusal } from './refusal.ts'
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
      const caller = callerOf(request)
      const result = await tools.storage.transact((tx) =>
        push(tx, {
          registry,
          caller,
          request: request.body,
          nowMs: tools.clock.nowMs(),
          mintId: tools.mintId
        })
      )
      if (result === FORGED_DEVICE) {
        throw new Refusal(
          'forbidden',
          'This device belongs to another account. Sign in again on this device.'
        )
      }
      for (const commit of result.commits) tools.feed.notify(commit)
      for (const { type, outcome } of result.statuses) onOutcome(type, outcome)
      const text = `{"outcomes":[${result.outcomes.join(',')}],"head":${result.head}}`
      const outcomes = PushResponse.parse(JSON.parse(text))
      return reply
        .type('application/json; charset=utf-8')
        .serializer(() => text)
        .send(outcomes)
    }
  )
}
