import { ChannelId, ConversationId, FollowerId, MessageId, TenantId, UserId } from '#shared/base/ids.ts'
import type { Identity, Role } from '#shared/features/session/entities.ts'
import type { Storage, Tx } from '../../../src-server/storage/storage.ts'
import { seedRequests } from './seeded-requests.ts'

/** Noon of a day in June; a simulation's time begins here. */
export const START_MS = Date.UTC(2026, 5, 1, 12)
export const SEEDED_MS = START_MS - 86_400_000

export const TENANT = TenantId.parse('acme')
/** Nothing of this one may ever be seen at a desk of the other. */
export const OTHER_TENANT = TenantId.parse('other')

const person = (tenantId: TenantId, login: string, role: Role): Identity => ({
  tenantId,
  tenantName: tenantId,
  userId: UserId.parse(`${tenantId}-${login}`),
  name: login,
  email: `${login}@${tenantId}.test`,
  role
})

/** Whoever may sit at a desk; the last one only administers. */
export const PEOPLE: readonly Identity[] = [
  person(TENANT, 'mia', 'agent'),
  person(TENANT, 'tom', 'agent'),
  person(TENANT, 'lena', 'lead'),
  person(TENANT, 'adam', 'admin')
]
export const ADMIN = 3

export const CHANNELS = ['shop', 'cafe'] as const
const FOLLOWERS = ['amal', 'bo', 'cleo'] as const
/** Channel and follower of each conversation that is there from the start. */
export const CHATS = [
  { id: 'chat-0', channel: 0, follower: 0 },
  { id: 'chat-1', channel: 1, follower: 1 },
  { id: 'chat-2', channel: 0, follower: 2 }
] as const
const CATEGORIES = ['greetings', 'orders'] as const
const RESPONSES = ['welcome', 'bye', 'late'] as const

export const channelId = (tenant: TenantId, index: number) => ChannelId.parse(`${tenant}-${CHANNELS[index]}`)
export const followerId = (tenant: TenantId, index: number) =>
  FollowerId.parse(`${tenant}-${FOLLOWERS[index]}`)

/** Two small companies with the same things in them. */
export async function seedTenants(storage: Storage): Promise<void> {
  await storage.transact(async (tx) => {
    await seedTenant(tx, TENANT, PEOPLE)
    await seedTenant(tx, OTHER_TENANT, [person(OTHER_TENANT, 'eve', 'admin')])
  })
}

async function seedTenant(tx: Tx, tenant: TenantId, people: readonly Identity[]): Promise<void> {
  const tenant_id = tenant
  await tx
    .insertInto('tenants')
    .values({
      id: tenant,
      name: tenant,
      epoch: 'epoch-0',
      head_seq: 5,
      floor_seq: 5,
      acl_version: 1,
      demo: 0
    })
    .execute()
  for (const { userId, email, name, role } of people) {
    const user = { tenant_id, id: userId, email, name, role, active: 1, version: 1 } as const
    await tx
      .insertInto('users')
      .values({ ...user, password_hash: '' })
      .execute()
    await tx
      .insertInto('sessions')
      .values({
        tenant_id,
        id: `session-${userId}`,
        user_id: userId,
        device_name: 'desk',
        created_at_ms: SEEDED_MS,
        expires_at_ms: START_MS + 60 * 86_400_000,
        revoked_at_ms: null,
        wipe: 0
      })
      .execute()
  }
  for (const [index, name] of CHANNELS.entries()) {
    await tx
      .insertInto('channels')
      .values({
        tenant_id,
        id: channelId(tenant, index),
        slug: `${tenant}-${name}`,
        name,
        partner_name: 'Partner',
        color: index,
        chat_enabled: 1,
        version: 1
      })
      .execute()
  }
  for (const [index, name] of FOLLOWERS.entries()) {
    await tx
      .insertInto('followers')
      .values({
        tenant_id,
        id: followerId(tenant, index),
        name,
        phone: '',
        email: '',
        locale: 'en',
        city: '',
        followed_since_ms: SEEDED_MS,
        version: 1,
        session_hash: null
      })
      .execute()
  }
  await seedChats(tx, tenant, people)
  await seedLibrary(tx, tenant)
  await seedRequests(tx, tenant, SEEDED_MS)
}

async function seedChats(tx: Tx, tenant: TenantId, people: readonly Identity[]): Promise<void> {
  for (const [index, chat] of CHATS.entries()) {
    const owner = index === 0 ? null : (people[Math.min(index, people.length - 1)]?.userId ?? null)
    const id = ConversationId.parse(`${tenant}-${chat.id}`)
    await tx
      .insertInto('conversations')
      .values({
        tenant_id: tenant,
        id,
        channel_id: channelId(tenant, chat.channel),
        follower_id: followerId(tenant, chat.follower),
        status: index === 0 ? 'unanswered' : index === 1 ? 'active' : 'finished',
        owner_id: owner,
        owner_version: index + 1,
        owned_at_ms: SEEDED_MS,
        inbound_seq: 1,
        last_position: 1,
        last_message_id: MessageId.parse(`${tenant}-hello-${index}`),
        delivered_position: 0,
        last_direction: 'in',
        last_text: 'hello',
        last_at_ms: SEEDED_MS,
        created_at_ms: SEEDED_MS,
        last_activity_ms: SEEDED_MS,
        version: 1
      })
      .execute()
    await tx
      .insertInto('messages')
      .values({
        tenant_id: tenant,
        id: MessageId.parse(`${tenant}-hello-${index}`),
        conversation_id: id,
        position: 1,
        direction: 'in',
        author_id: null,
        text: 'hello',
        sent_at_ms: SEEDED_MS
      })
      .execute()
  }
}

async function seedLibrary(tx: Tx, tenant: TenantId): Promise<void> {
  const fresh = { version: 1, updated_by_id: null, updated_at_ms: SEEDED_MS, deleted_at_ms: null }
  for (const [index, name] of CATEGORIES.entries()) {
    await tx
      .insertInto('canned_categories')
      .values({
        ...fresh,
        tenant_id: tenant,
        id: `${tenant}-${name}` as never,
        name,
        name_version: 1,
        position: index + 1
      })
      .execute()
  }
  for (const [index, name] of RESPONSES.entries()) {
    await tx
      .insertInto('canned_responses')
      .values({
        ...fresh,
        tenant_id: tenant,
        id: `${tenant}-${name}` as never,
        category_id: `${tenant}-${CATEGORIES[index === 2 ? 1 : 0]}` as never,
        owner_id: null,
        title: name,
        text: name,
        position: index + 1,
        inserted: 0,
        edited: 0,
        last_used_at_ms: null,
        title_version: 1,
        text_version: 1,
        title_by_id: null,
        text_by_id: null,
        attachments: '[]',
        attachments_version: 1,
        attachments_by_id: null,
        engagement_id: null,
        engagement_version: 1,
        engagement_by_id: null
      })
      .execute()
  }
}
