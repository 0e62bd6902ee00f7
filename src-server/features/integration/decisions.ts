import { z } from 'zod'
import { Decision } from '#shared/features/approval/entities.ts'
import { apiCallerOf } from '../../gateway/authenticate.ts'
import { API_PREFIX } from '../../gateway/problem.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { toRequest } from '../approval/rows.ts'
import { readPlace, writePlace } from './places.ts'
import { PageQuery, pageOf } from './resource.ts'

/**
 * How long a decision waits before it is in the list, in milliseconds: two that are made at the same time may be stored in the other
 * order, and whoever goes on from the last page must miss neither.
 */
const SETTLE_MS = 5000

const ApiDecision = z.object({
  requestId: z.string(),
  kind: z.string(),
  partnerId: z.string(),
  title: z.string(),
  outcome: Decision.shape.outcome,
  byName: z.string(),
  atMs: z.number().int(),
  reason: z.string().nullable().meta({ description: 'What the partner is told; only a rejection has one' }),
  mail: z
    .object({ to: z.string(), state: z.enum(['waiting', 'sent', 'failed']), atMs: z.number().int() })
    .nullable()
})

/** What leads have decided, oldest first. */
export function addDecisionRoutes(http: HttpServer, { storage, clock }: RoomTools): void {
  http.get(
    `${API_PREFIX}/decisions`,
    {
      schema: {
        summary: `Reads what leads have decided, oldest first; a decision is in this list after ${SETTLE_MS / 1000} seconds, and in its request at once`,
        tags: ['Decisions'],
        querystring: PageQuery,
        response: { 200: pageOf(ApiDecision) }
      }
    },
    async (request) => {
      const { tenantId } = apiCallerOf(request)
      const { after, limit } = request.query
      const place = readPlace(after)
      return await storage.read(async (db) => {
        let query = db
          .selectFrom('requests')
          .select(['body', 'version'])
          .where('tenant_id', '=', tenantId)
          .where('decided_at_ms', '<=', clock.nowMs() - SETTLE_MS)
          .orderBy('decided_at_ms')
          .orderBy('id')
          .limit(limit)
        if (place) {
          query = query.where((eb) =>
            eb.or([
              eb('decided_at_ms', '>', place.atMs),
              eb.and([eb('decided_at_ms', '=', place.atMs), eb('id', '>', place.id)])
            ])
          )
        }
        const items = (await query.execute())
          .map(toRequest)
          .flatMap(({ id, kind, partnerId, title, decision }) => {
            if (!decision) return []
            const { outcome, byName, atMs, reason, mail } = decision
            return [{ requestId: id, kind, partnerId, title, outcome, byName, atMs, reason, mail }]
          })
        const last = items.at(-1)
        return { items, next: last ? writePlace(last.atMs, last.requestId) : (after ?? null) }
      })
    }
  )
}
