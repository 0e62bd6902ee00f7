import { z } from 'zod'
import type { EngagementId } from '#shared/base/ids.ts'
import { EngagementType, offeredWithin, titleOf } from '#shared/features/engagement/content.ts'
import { EngagementState } from '#shared/features/engagement/entities.ts'
import { apiCallerOf } from '../../gateway/authenticate.ts'
import { API_PREFIX } from '../../gateway/problem.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { toEngagement } from '../engagement/rows.ts'
import { PageQuery, pageOf } from './resource.ts'

const ApiEngagement = z.object({
  id: z.string(),
  channelId: z.string(),
  type: EngagementType,
  title: z.string(),
  state: EngagementState,
  fromMs: z.number().int().nullable().meta({ description: 'When it begins to be offered; null for always' }),
  untilMs: z.number().int().nullable().meta({ description: 'When it ends to be offered; null for never' }),
  version: z.number().int()
})

/** The catalogue, so that the platform can name its engagements. */
export function addEngagementRoutes(http: HttpServer, { storage }: RoomTools): void {
  http.get(
    `${API_PREFIX}/engagements`,
    {
      schema: {
        summary: 'Reads the catalogue of engagements, page by page in the order of the ids',
        tags: ['Engagements'],
        querystring: PageQuery,
        response: { 200: pageOf(ApiEngagement) }
      }
    },
    async (request) => {
      const { tenantId } = apiCallerOf(request)
      const { after, limit } = request.query
      const rows = await storage.read((db) => {
        const all = db
          .selectFrom('engagements')
          .select('body')
          .where('tenant_id', '=', tenantId)
          .orderBy('id')
          .limit(limit)
        return (after === undefined ? all : all.where('id', '>', after as EngagementId)).execute()
      })
      const items = rows.map((row) => {
        const { id, channelId, state, content, version } = toEngagement(row)
        return {
          ...{ id, channelId, state, version, type: content.type, title: titleOf(content) },
          ...offeredWithin(content)
        }
      })
      return { items, next: items.length === limit ? (items.at(-1)?.id ?? null) : null }
    }
  )
}
