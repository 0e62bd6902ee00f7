import { z } from 'zod'
import { PATHS, SnapshotQuery } from '#shared/contract/wire.ts'
import { SnapshotPage, SnapshotStart } from '#shared/sync/snapshot.ts'
import { callerOf } from './authenticate.ts'
import { Refusal } from './refusal.ts'
import type { HttpServer, RoomTools } from './room.ts'
import type { SnapshotSource } from './snapshot-source.ts'

/** @param sources in the order in which a desk fetches them */
export function addSnapshotRoutes(
  http: HttpServer,
  tools: RoomTools,
  sources: readonly SnapshotSource[]
): void {
  http.get(
    PATHS.snapshotStart,
    { schema: { summary: 'Open a full copy', response: { 200: SnapshotStart } } },
    async (request) => {
      const caller = callerOf(request)
      return await tools.storage.read(async (db) => {
        const tenant = await db
          .selectFrom('tenants')
          .select(['epoch', 'head_seq as seq', 'acl_version as aclVersion'])
          .where('id', '=', caller.tenantId)
          .executeTakeFirstOrThrow()
        const entities: SnapshotStart['entities'] = []
        for (const source of sources) {
          entities.push({ name: source.entity, rows: await source.count(db, caller) })
        }
        return { ...tenant, entities }
      })
    }
  )

  http.get(
    PATHS.snapshotPage,
    {
      schema: {
        summary: 'One page of one entity',
        params: z.object({ entity: z.string().max(64) }),
        querystring: SnapshotQuery,
        response: { 200: SnapshotPage }
      }
    },
    async (request) => {
      const caller = callerOf(request)
      const { entity } = request.params
      const { after, limit } = request.query
      const source = sources.find((one) => one.entity === entity)
      if (!source)
        throw new Refusal('not_found', 'There is no such entity. The start of a Snapshot names them all.')
      const page = await tools.storage.read((db) => source.page(db, caller, after, limit))
      if (!page) throw new Refusal('bad_request', 'The key `after` is not one that a page has answered.')
      return { entity, ...page }
    }
  )
}
