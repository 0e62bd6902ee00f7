import { ChangesQuery, PATHS } from '#shared/contract/wire.ts'
import { ChangeRange } from '#shared/sync/change.ts'
import { audienceKeysOf } from '../feed/audience.ts'
import { RESYNC, readRange } from '../feed/read-range.ts'
import { callerOf } from './authenticate.ts'
import { Refusal } from './refusal.ts'
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
    async (request) => {
      const caller = callerOf(request)
      const { since, limit } = request.query
      const audiences = audienceKeysOf(caller)
      const range = await tools.storage.read((db) =>
        readRange(db, { tenantId: caller.tenantId, since, limit, audiences })
      )
      if (range === RESYNC) {
        throw new Refusal('resync_required', 'This Cursor is not in the feed any more. Fetch a Snapshot.')
      }
      return { ...range, items: range.items.map((item) => item.change) }
    }
  )
}
