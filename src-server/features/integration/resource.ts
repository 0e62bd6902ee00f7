import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { MintId, TenantId } from '#shared/base/ids.ts'
import type { DraftChange } from '../../feed/append.ts'
import { apiCallerOf } from '../../gateway/authenticate.ts'
import { API_PREFIX } from '../../gateway/problem.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import { apiWrite } from './api-write.ts'
import { checkPreconditions, etagOf, namesVersion, Preconditions } from './preconditions.ts'

/** An id as the platform chooses it, or as the desk has made it. */
export const ApiId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'an id is 1-64 letters, digits, - or _')
  .meta({ description: 'The platform’s own id: 1-64 letters, digits, - or _' })

const PAGE_MAX = 500

/** Which part of a list is asked for. */
export const PageQuery = z.strictObject({
  after: z.string().max(200).optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100)
})

/** A page of a list; `next` is null on the last one. */
export const pageOf = <Row>(row: z.ZodType<Row>) =>
  z.object({ items: z.array(row), next: z.string().nullable() })

/** What a write knows. */
export interface PutContext<Row, Body> {
  tenantId: TenantId
  id: string
  body: Body
  /** what is there; null when nothing is */
  current: Row | null
  /** whether the platform says that it has seen `current` */
  hasSeen: boolean
  nowMs: number
  mintId: MintId
}

/** Something that the platform keeps here under an id of its own. */
export interface Resource<Row extends { version: number }, Body> {
  /** `/followers/:id` */
  path: `/${string}/:id` | `/${string}/:id/${string}`
  /** its list; absent for what has none */
  listPath?: `/${string}`
  /** the heading of its routes */
  tag: string
  /** `follower`: how the audit and sentences call it */
  name: string
  row: z.ZodType<Row>
  body: z.ZodType<Body>
  /** what a PUT does, beside what all do */
  putSummary: string
  one(db: ReadTx, tenantId: TenantId, id: string): Promise<Row | null>
  list?(db: ReadTx, tenantId: TenantId, after: string | undefined, limit: number): Promise<Row[]>
  /** writes what follows and answers it; `current` itself, with no Changes, when everything is so already */
  put(tx: Tx, context: PutContext<Row, Body>): Promise<{ row: Row; changes: readonly DraftChange[] }>
}

type AnyRow = z.ZodObject<{ id: z.ZodString; version: z.ZodNumber }>

const IdParams = z.object({ id: ApiId })

/** Adds the routes of a resource: read one, read the list, create or change one. */
export function addResource<Row extends { version: number; id: string }, Body>(
  http: HttpServer,
  tools: RoomTools,
  resource: Resource<Row, Body>
): void {
  const { storage } = tools
  const { path, listPath, tag, name, body, list } = resource
  // what every row has is all that a route needs to know of it
  const row = resource.row as unknown as AnyRow
  const tags = [tag]

  http.get(
    API_PREFIX + path,
    { schema: { summary: `Reads one ${name}`, tags, params: IdParams, response: { 200: row } } },
    async (request, reply) => {
      const { tenantId } = apiCallerOf(request)
      const { id } = request.params
      const found = await storage.read((db) => resource.one(db, tenantId, id))
      if (!found) throw nothing(name, id)
      reply.header('etag', etagOf(found))
      return found
    }
  )

  http.put(
    API_PREFIX + path,
    {
      schema: {
        summary: resource.putSummary,
        tags,
        params: IdParams,
        headers: Preconditions,
        body,
        response: { 200: row, 201: row }
      }
    },
    async (request, reply) => {
      const { id } = request.params
      let isNew = false
      const written = await apiWrite(tools, request, async (tx, tenantId, nowMs) => {
        const current = await resource.one(tx, tenantId, id)
        isNew = current === null
        checkPreconditions(request, current)
        const context = {
          ...{ tenantId, id, current, nowMs, mintId: tools.mintId, body: request.body as Body },
          hasSeen: namesVersion(request)
        }
        const { row: next, changes } = await resource.put(tx, context)
        return { row: next, changes, action: `${name}.put`, target: `${name}:${id}` }
      })
      reply.code(isNew ? 201 : 200).header('etag', etagOf(written))
      return written
    }
  )

  if (!listPath || !list) return
  http.get(
    API_PREFIX + listPath,
    {
      schema: {
        summary: `Reads every ${name}, page by page in the order of the ids`,
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(row) }
      }
    },
    async (request) => {
      const { tenantId } = apiCallerOf(request)
      const { after, limit } = request.query
      const items = await storage.read((db) => list(db, tenantId, after, limit))
      return { items, next: items.length === limit ? (items.at(-1)?.id ?? null) : null }
    }
  )
}

/** Whether a row says the same as another, whatever their versions. */
export function isSame<Row extends { version: number }>(one: Row, other: Row): boolean {
  return isDeepStrictEqual({ ...one, version: 0 }, { ...other, version: 0 })
}

function nothing(name: string, id: string): Refusal {
  return new Refusal('not_found', `There is no ${name} "${id}". Check the id, or create it first.`)
}
