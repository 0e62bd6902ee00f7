import type { ChannelId, ConversationId, FollowerId, MessageId, TenantId, UserId } from '#shared/base/ids.ts'
import type {
  Channel,
  Conversation,
  Message,
  Note,
  ReadMark
} from '#shared/features/conversation/entities.ts'
import { type Places, preparedInsert, preparedRow, preparedWrite } from '../../storage/prepared.ts'
import type { ConversationsTable, MessagesTable } from '../../storage/schema.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import type { Posted } from './decide-message.ts'
import type { Recipient } from './decide-note.ts'
import type { ConversationNow } from './decision.ts'
import { fromConversation, toChannel, toConversation, toMessage } from './rows.ts'

/** A channel with the tenant it belongs to; the follower's page knows only its slug. */
export interface PlacedChannel {
  tenantId: TenantId
  channel: Channel
}

export async function channelBySlug(db: ReadTx, slug: string): Promise<PlacedChannel | null> {
  const row = await db.selectFrom('channels').selectAll().where('slug', '=', slug).executeTakeFirst()
  return row ? { tenantId: row.tenant_id, channel: toChannel(row) } : null
}

const findChannel = preparedRow((db, place: Places<{ tenantId: TenantId; id: ChannelId }>) =>
  db
    .selectFrom('channels')
    .selectAll()
    .where('tenant_id', '=', place('tenantId'))
    .where('id', '=', place('id'))
)

export async function channelById(db: ReadTx, tenantId: TenantId, id: ChannelId): Promise<Channel | null> {
  const row = await findChannel(db, { tenantId, id })
  return row ? toChannel(row) : null
}

export async function saveChannel(tx: Tx, tenantId: TenantId, channel: Channel): Promise<void> {
  await tx
    .updateTable('channels')
    .set({ chat_enabled: channel.chatEnabled ? 1 : 0, version: channel.version })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', channel.id)
    .execute()
}

const findConversationNow = preparedRow((db, place: Places<{ tenantId: TenantId; id: ConversationId }>) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .select((eb) => [
      eb
        .selectFrom('channels')
        .select('chat_enabled')
        .whereRef('channels.tenant_id', '=', 'conversations.tenant_id')
        .whereRef('channels.id', '=', 'conversations.channel_id')
        .as('chat_enabled'),
      eb
        .selectFrom('users')
        .select('name')
        .whereRef('users.tenant_id', '=', 'conversations.tenant_id')
        .whereRef('users.id', '=', 'conversations.owner_id')
        .as('owner_name')
    ])
    .where('tenant_id', '=', place('tenantId'))
    .where('id', '=', place('id'))
)

/**
 * A conversation with what a decision on it needs, in one query. Sub-selects and no joins: SQLite plans a join anew
 * each time its values change, which costs ten times the query.
 */
export async function conversationNow(
  db: ReadTx,
  tenantId: TenantId,
  id: ConversationId
): Promise<ConversationNow | null> {
  const row = await findConversationNow(db, { tenantId, id })
  if (!row) return null
  return {
    conversation: toConversation(row),
    chatEnabled: row.chat_enabled === 1,
    ownerName: row.owner_name
  }
}

const findConversationOf = preparedRow(
  (db, place: Places<{ tenantId: TenantId; channelId: ChannelId; followerId: FollowerId }>) =>
    db
      .selectFrom('conversations')
      .selectAll()
      .where('tenant_id', '=', place('tenantId'))
      .where('channel_id', '=', place('channelId'))
      .where('follower_id', '=', place('followerId'))
)

export async function conversationOf(
  db: ReadTx,
  tenantId: TenantId,
  channelId: ChannelId,
  followerId: FollowerId
): Promise<Conversation | null> {
  const row = await findConversationOf(db, { tenantId, channelId, followerId })
  return row ? toConversation(row) : null
}

/** What is written of a conversation whenever it changes; the rest is what it is all its life, or moves with its messages. */
type ConversationRow = Omit<ConversationsTable, 'last_message_id'>

const CONVERSATION_COLUMNS = [
  'tenant_id',
  'id',
  'channel_id',
  'follower_id',
  'created_at_ms',
  'status',
  'owner_id',
  'owner_version',
  'owned_at_ms',
  'inbound_seq',
  'last_position',
  'delivered_position',
  'last_direction',
  'last_text',
  'last_at_ms',
  'last_activity_ms',
  'version'
] as const satisfies (keyof ConversationRow)[]

/** What a conversation is all its life: indexes and references that rest on it are left alone. */
const FIXED: ReadonlySet<string> = new Set(['tenant_id', 'id', 'channel_id', 'follower_id', 'created_at_ms'])

const changed = (place: Places<ConversationRow>) =>
  Object.fromEntries(
    CONVERSATION_COLUMNS.filter((column) => !FIXED.has(column)).map((column) => [column, place(column)])
  )

const updateConversation = preparedWrite((db, place: Places<ConversationRow>) =>
  db
    .updateTable('conversations')
    .set(changed(place))
    .where('tenant_id', '=', place('tenant_id'))
    .where('id', '=', place('id'))
)

/** Writes a changed conversation. */
export async function saveConversation(
  tx: Tx,
  tenantId: TenantId,
  conversation: Conversation
): Promise<void> {
  await updateConversation(tx, fromConversation(tenantId, conversation))
}

const insertConversation = preparedInsert('conversations', [...CONVERSATION_COLUMNS, 'last_message_id'])

/** Adds a conversation that has no message yet. */
export async function addConversation(tx: Tx, tenantId: TenantId, conversation: Conversation): Promise<void> {
  await insertConversation(tx, [{ ...fromConversation(tenantId, conversation), last_message_id: null }])
}

const insertMessage = preparedWrite((db, place: Places<Omit<MessagesTable, 'previous_id'>>) =>
  db
    .insertInto('messages')
    .values((eb) => ({
      tenant_id: place('tenant_id'),
      id: place('id'),
      conversation_id: place('conversation_id'),
      position: place('position'),
      direction: place('direction'),
      author_id: place('author_id'),
      text: place('text'),
      sent_at_ms: place('sent_at_ms'),
      attachments: place('attachments'),
      engagement: place('engagement'),
      previous_id: eb
        .selectFrom('conversations')
        .select('last_message_id')
        .where('tenant_id', '=', place('tenant_id'))
        .where('id', '=', place('conversation_id'))
    }))
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
)

const updateConversationBehind = preparedWrite(
  (db, place: Places<ConversationsTable & { before_position: number }>) =>
    db
      .updateTable('conversations')
      .set({ ...changed(place), last_message_id: place('last_message_id') })
      .where('tenant_id', '=', place('tenant_id'))
      .where('id', '=', place('id'))
      .where('last_position', '=', place('before_position'))
)

/**
 * Adds the next message of a conversation, and writes what that makes of the conversation; false, and nothing is written, when the
 * message's id is taken already. Throws when another position than the next one is the message's.
 */
export async function postMessage(
  tx: Tx,
  tenantId: TenantId,
  { message, conversation }: Posted
): Promise<boolean> {
  const added = await insertMessage(tx, {
    tenant_id: tenantId,
    id: message.id,
    conversation_id: message.conversationId,
    position: message.position,
    direction: message.direction,
    author_id: message.authorId,
    text: message.text,
    sent_at_ms: message.sentAtMs,
    attachments: message.attachments.length > 0 ? JSON.stringify(message.attachments) : null,
    engagement: message.engagement ? JSON.stringify(message.engagement) : null
  })
  if (added === 0) return false
  const moved = await updateConversationBehind(tx, {
    ...fromConversation(tenantId, conversation),
    last_message_id: message.id,
    before_position: message.position - 1
  })
  if (moved === 0) throw new Error(`${message.id} is not the next message of its conversation`)
  return true
}

/** Adds a note; false when its id is taken already. */
export async function addNote(tx: Tx, tenantId: TenantId, note: Note): Promise<boolean> {
  const result = await tx
    .insertInto('notes')
    .values({
      tenant_id: tenantId,
      id: note.id,
      conversation_id: note.conversationId,
      after_position: note.afterPosition,
      author_id: note.authorId,
      text: note.text,
      transferred_to_id: note.transferredToId,
      written_at_ms: note.writtenAtMs
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function colleagueById(db: ReadTx, tenantId: TenantId, id: UserId): Promise<Recipient | null> {
  const row = await db
    .selectFrom('users')
    .select(['id', 'name', 'active'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { id: row.id, name: row.name, active: row.active === 1 } : null
}

const findMessage = preparedRow((db, place: Places<{ tenantId: TenantId; id: MessageId }>) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', place('tenantId'))
    .where('id', '=', place('id'))
)

export async function messageById(db: ReadTx, tenantId: TenantId, id: MessageId): Promise<Message | null> {
  const row = await findMessage(db, { tenantId, id })
  return row ? toMessage(row) : null
}

export async function readMarkOf(
  db: ReadTx,
  tenantId: TenantId,
  userId: UserId,
  conversationId: ConversationId
): Promise<ReadMark | null> {
  const row = await db
    .selectFrom('read_marks')
    .select(['inbound_seq', 'version'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return row ? { conversationId, userId, inboundSeq: row.inbound_seq, version: row.version } : null
}

export async function saveReadMark(tx: Tx, tenantId: TenantId, mark: ReadMark): Promise<void> {
  await tx
    .insertInto('read_marks')
    .values({
      tenant_id: tenantId,
      user_id: mark.userId,
      conversation_id: mark.conversationId,
      inbound_seq: mark.inboundSeq,
      version: mark.version
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'user_id', 'conversation_id'])
        .doUpdateSet({ inbound_seq: mark.inboundSeq, version: mark.version })
    )
    .execute()
}
