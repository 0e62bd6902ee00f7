import { ChangesQuery, PATHS } from '#shared/contract/wire.ts'
import { ChangeRange } from '#shared/sync/change.ts'
import { answerPull } from './answer-pull.ts'
import { callerOf } from './authenticate.ts'
import type { HttpServer, RoomTools } from './room.ts'

export function addPullRoute(http: HttpServer, tools: RoomTools): void {
  http.get(
    PATHS.changes,
    {
      schema: {
        summary: 'Changes after a Cursor, as far as the caller may see them',
        querystring: ChangesQuery,
        response: { 200: ChangeRange }
      }
    },
    async (request) => answerPull(tools.storage, callerOf(request), request.query)
  )
}
