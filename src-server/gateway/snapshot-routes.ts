import { z } from 'zod'
import { PATHS, SnapshotQuery } from '#shared/contract/wire.ts'
import { PAGE_DATABASE_TYPE, PAGE_NEXT_HEADER, SnapshotPage, SnapshotStart } from '#shared/sync/snapshot.ts'
import { answerSnapshotDatabase, answerSnapshotPage, answerSnapshotStart } from './answer-snapshot.ts'
import { callerOf } from './authenticate.ts'
import type { HttpServer, RoomTools } from './room.ts'
import type { SnapshotSource } from './snapshot-source.ts'

/** @param sources in the order in which a desk fetches them */
export function addSnapshotRoutes(
  http: HttpServer,
  { storage }: RoomTools,
  sources: readonly SnapshotSource[]
): void {
  http.get(
    PATHS.snapshotStart,
    { schema: { summary: 'Open a full copy', response: { 200: SnapshotStart } } },
    async (request) => answerSnapshotStart(storage, sources, callerOf(request))
  )

  http.get(
    PATHS.snapshotPage,
    {
      schema: {
        summary: 'One page of one entity',
        description: `Messages also as a database of SQLite, for who asks so: Accept: ${PAGE_DATABASE_TYPE}`,
        params: z.object({ entity: z.string().max(64) }),
        querystring: SnapshotQuery,
        response: { 200: SnapshotPage }
      }
    },
    async (request, reply) => {
      const asked = { entity: request.params.entity, ...request.query }
      const caller = callerOf(request)
      const database = request.headers.accept?.includes(PAGE_DATABASE_TYPE)
        ? await answerSnapshotDatabase(storage, sources, caller, asked)
        : null
      if (!database) return await answerSnapshotPage(storage, sources, caller, asked)
      if (database.next !== null) reply.header(PAGE_NEXT_HEADER, database.next)
      return reply.type(PAGE_DATABASE_TYPE).send(database.bytes as never)
    }
  )
}
