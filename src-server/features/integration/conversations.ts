import { z } from 'zod'
import type { ChannelId, ConversationId, FollowerId, TenantId } from '#shared/base/ids.ts'
import { ConversationStatus, Direction } from '#shared/features/conversation/entities.ts'
import { EngagementType, titleOf } from '#shared/features/engagement/content.ts'
import { apiCallerOf } from '../../gateway/authenticate.ts'
import { API_PREFIX } from '../../gateway/problem.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { toConversation, toMessage } from '../conversation/rows.ts'
import { threadAfter } from '../conversation/thread.ts'
import { readPlace, writePlace } from './places.ts'
import { ApiId, PageQuery, pageOf } from './resource.ts'

const Person = z.object({ id: z.string(), name: z.string() })

const ApiConversation = z.object({
  id: z.string(),
  channelId: z.string(),
  followerId: z.string(),
  status: ConversationStatus,
  agent: Person.nullable().meta({ description: 'Who answers it, or has finished it' }),
  messages: z.number().int().meta({ description: 'How many messages it has' }),
  createdAtMs: z.number().int(),
  lastActivityMs: z.number().int(),
  version: z.number().int()
})

const ApiMessage = z.object({
  id: z.string(),
  conversationId: z.string(),
  position: z.number().int().meta({ description: '1, 2, 3 ... within the conversation' }),
  direction: Direction.meta({ description: '`in`: from the follower; `out`: from an agent' }),
  agent: Person.nullable(),
  text: z.string(),
  files: z.array(
    z.object({ name: z.string(), mediaType: z.string(), sizeBytes: z.number().int(), sha256: z.string() })
  ),
  engagement: z.object({ id: z.string(), type: EngagementType, title: z.string() }).nullable(),
  sentAtMs: z.number().int()
})

const ConversationsQuery = PageQuery.extend({
  followerId: ApiId.optional(),
  channelId: ApiId.optional(),
  status: ConversationStatus.optional()
})

const MessagesQuery = PageQuery.extend({
  after: z.coerce
    .number()
    .int()
    .nonnegative()
    .optional()
    .meta({ description: 'The position of the last message that is known' })
})

const IdParams = z.object({ id: ApiId })
const TAGS = ['Conversations']

/** What was said, to be read; what agents tell each other beside it is not part of it. */
export function addConversationRoutes(http: HttpServer, tools: RoomTools): void {
  const { storage } = tools

  http.get(
    `${API_PREFIX}/conversations`,
    {
      schema: {
        summary:
          'Reads conversations, those with the oldest activity first: whoever goes on from the last page sees what has happened since',
        tags: TAGS,
        querystring: ConversationsQuery,
        response: { 200: pageOf(ApiConversation) }
      }
    },
    async (request) => {
      const { tenantId } = apiCallerOf(request)
      const { after, limit, followerId, channelId, status } = request.query
      const place = readPlace(after)
      return await storage.read(async (db) => {
        let query = selectConversations(db, tenantId).limit(limit)
        if (place) {
          query = query.where((eb) =>
            eb.or([
              eb('last_activity_ms', '>', place.atMs),
              eb.and([eb('last_activity_ms', '=', place.atMs), eb('id', '>', place.id as ConversationId)])
            ])
          )
        }
        if (followerId) query = query.where('follower_id', '=', followerId as FollowerId)
        if (channelId) query = query.where('channel_id', '=', channelId as ChannelId)
        if (status) query = query.where('status', '=', status)
        const rows = await query.execute()
        const names = await agentNames(db, tenantId)
        const items = rows.map((row) => toApi(toConversation(row), names))
        const last = items.at(-1)
        // a place after every conversation of today stays good: what happens to one moves it behind that
        return { items, next: last ? writePlace(last.lastActivityMs, last.id) : (after ?? null) }
      })
    }
  )

  http.get(
    `${API_PREFIX}/conversations/:id`,
    {
      schema: {
        summary: 'Reads one conversation',
        tags: TAGS,
        params: IdParams,
        response: { 200: ApiConversation }
      }
    },
    async (request) => {
      const { tenantId } = apiCallerOf(request)
      const { id } = request.params
      return await storage.read(async (db) => {
        const row = await selectConversations(db, tenantId)
          .where('id', '=', id as ConversationId)
          .executeTakeFirst()
        if (!row) throw noConversation(id)
        return toApi(toConversation(row), await agentNames(db, tenantId))
      })
    }
  )

  http.get(
    `${API_PREFIX}/conversations/:id/messages`,
    {
      schema: {
        summary: 'Reads the messages of a conversation, oldest first',
        tags: TAGS,
        params: IdParams,
        querystring: MessagesQuery,
        response: { 200: z.object({ items: z.array(ApiMessage), next: z.number().int().nullable() }) }
      }
    },
    async (request) => {
      const { tenantId } = apiCallerOf(request)
      const { after = 0, limit } = request.query
      const { id } = request.params
      return await storage.read(async (db) => {
        const known = await selectConversations(db, tenantId)
          .where('id', '=', id as ConversationId)
          .executeTakeFirst()
        if (!known) throw noConversation(id)
        const rows = await threadAfter(db, tenantId, known.id, after, limit).selectAll('messages').execute()
        const names = await agentNames(db, tenantId)
        const items = rows.map((row) => {
          const { authorId, attachments, engagement, ...message } = toMessage(row)
          return {
            ...message,
            agent: agentOf(authorId, names),
            files: attachments,
            engagement: engagement
              ? {
                  id: engagement.engagementId,
                  type: engagement.content.type,
                  title: titleOf(engagement.content)
                }
              : null
          }
        })
        return { items, next: items.length === limit ? (items.at(-1)?.position ?? null) : null }
      })
    }
  )
}

function selectConversations(db: ReadTx, tenantId: TenantId) {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('last_activity_ms')
    .orderBy('id')
}

async function agentNames(db: ReadTx, tenantId: TenantId): Promise<Map<string, string>> {
  const users = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .execute()
  return new Map(users.map(({ id, name }) => [id, name]))
}

function agentOf(id: string | null, names: Map<string, string>) {
  return id === null ? null : { id, name: names.get(id) ?? '' }
}

function toApi(
  conversation: ReturnType<typeof toConversation>,
  names: Map<string, string>
): z.infer<typeof ApiConversation> {
  const { ownerId, lastPosition, ...rest } = conversation
  return { ...rest, agent: agentOf(ownerId, names), messages: lastPosition }
}

function noConversation(id: string): Refusal {
  return new Refusal('not_found', `There is no conversation "${id}". Check the id.`)
}
