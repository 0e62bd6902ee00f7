import type { Server as LiveServer, Namespace, Socket } from 'socket.io'
import { z } from 'zod'
import type { TenantId, UserId } from '#shared/base/ids.ts'
import { FOLLOWER_LIVE } from '#shared/contract/wire.ts'
import {
  Channel,
  Conversation,
  channelEntity,
  conversationEntity,
  Message,
  messageEntity
} from '#shared/features/conversation/entities.ts'
import { SentEngagement, sentEngagementEntity } from '#shared/features/engagement/entities.ts'
import type { DraftChange } from '../../feed/append.ts'
import type { Committed } from '../../feed/feed.ts'
import type { RoomTools } from '../../gateway/room.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { engagementForPage } from '../engagement/follower-steps.ts'
import { findVisit, isOwnOrigin } from './follower-session.ts'
import { toFollowerChannel, toFollowerMessage } from './follower-thread.ts'

/** Whose page shows a conversation. */
const Seat = Conversation.pick({ id: true, channelId: true, followerId: true })

const Hello = z.object({ slug: z.string().max(80) })

function channelRoom(tenantId: TenantId, channelId: string): string {
  return `channel ${tenantId} ${channelId}`
}

/** The pages of one follower at one channel. */
export function followerRoom(tenantId: TenantId, channelId: string, followerId: string): string {
  return `follower ${tenantId} ${channelId} ${followerId}`
}

/**
 * The live link of the follower's pages. A page hears of its channel, and of its own conversation once its cookie says
 * who it is. It says nothing itself: whatever it must tell goes by HTTP.
 */
export function addFollowerLive(live: LiveServer, tools: RoomTools): void {
  const namespace = live.of(FOLLOWER_LIVE.namespace)

  namespace.use((socket, next) => {
    seat(socket, tools).then(
      (rooms) => {
        if (!rooms) return next(new Error('There is no chat at this address.'))
        socket.join(rooms)
        next()
      },
      (error: unknown) => {
        tools.log.warn({ err: error }, 'a follower page could not be seated')
        next(new Error('The chat cannot be reached just now.'))
      }
    )
  })
  namespace.on('connection', (socket) => {
    socket.onAny(() => socket.disconnect(true))
  })
  tools.feed.onCommit((committed) => {
    tell(namespace, tools, committed).catch((error: unknown) => {
      tools.log.warn({ err: error }, 'follower pages were not told; they ask again by themselves')
    })
  })
}

/** The rooms of one page; null when it may not stand here. */
async function seat(socket: Socket, tools: RoomTools): Promise<string[] | null> {
  const { headers, auth } = socket.handshake
  const hello = Hello.safeParse(auth)
  if (!hello.success || !isOwnOrigin(headers.origin, headers.host, tools.publicUrl)) return null
  const visit = await tools.storage.read((db) => findVisit(db, hello.data.slug, headers.cookie))
  if (!visit) return null
  const { tenantId, channel, follower } = visit
  const rooms = [channelRoom(tenantId, channel.id)]
  if (follower) rooms.push(followerRoom(tenantId, channel.id, follower.id))
  return rooms
}

async function tell(namespace: Namespace, tools: RoomTools, committed: Committed): Promise<void> {
  if (namespace.sockets.size === 0) return
  const { tenantId, changes } = committed
  for (const channel of rowsOf(changes, channelEntity.name, Channel)) {
    namespace.local
      .to(channelRoom(tenantId, channel.id))
      .emit(FOLLOWER_LIVE.channel, toFollowerChannel(channel))
  }
  await tellEngagements(namespace, tools, committed)
  // most Changes concern nobody whose page is open
  const looking = rowsOf(changes, conversationEntity.name, Seat).filter(({ channelId, followerId }) =>
    namespace.adapter.rooms.has(followerRoom(tenantId, channelId, followerId))
  )
  if (looking.length === 0) return
  for (const message of rowsOf(changes, messageEntity.name, Message)) {
    // a message never travels without its conversation
    const conversation = looking.find((row) => row.id === message.conversationId)
    if (!conversation) continue
    const room = followerRoom(tenantId, conversation.channelId, conversation.followerId)
    const { authorId } = message
    const author = authorId && (await tools.storage.read((db) => userName(db, tenantId, authorId)))
    namespace.local.to(room).emit(FOLLOWER_LIVE.message, toFollowerMessage(message, author))
  }
}

/** What became of engagements; one that goes out is told with its message. */
async function tellEngagements(
  namespace: Namespace,
  tools: RoomTools,
  { tenantId, changes }: Committed
): Promise<void> {
  for (const sent of rowsOf(changes, sentEngagementEntity.name, SentEngagement)) {
    if (sent.version === 1) continue
    const now = await tools.storage.read((db) => engagementForPage(db, tenantId, sent))
    if (!now) continue
    namespace.local
      .to(followerRoom(tenantId, now.channelId, sent.followerId))
      .emit(FOLLOWER_LIVE.engagement, { messageId: sent.id, engagement: now.engagement })
  }
}

/** The name of a colleague, null for someone unknown. */
async function userName(db: ReadTx, tenantId: TenantId, userId: UserId): Promise<string | null> {
  const row = await db
    .selectFrom('users')
    .select('name')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .executeTakeFirst()
  return row?.name ?? null
}

function rowsOf<Row>(changes: readonly DraftChange[], entity: string, row: z.ZodType<Row>): Row[] {
  return changes.flatMap((change) =>
    change.entity === entity && change.body.kind === 'row' ? [row.parse(change.body.row)] : []
  )
}
