import { scryptSync } from 'node:crypto'
import { ChannelId, ConversationId, FollowerId, MessageId, TenantId, UserId } from '#shared/base/ids.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { DEMO_PASSWORD } from '../../src-server/demo/people.ts'
import type { Storage } from '../../src-server/storage/storage.ts'

/** Somebody who can sign in. */
export interface TestPerson {
  userId: UserId
  name: string
  role: Role
  email: string
  password: string
}

export interface TestTenant {
  id: TenantId
  people: TestPerson[]
}

/** Long before any test, so that nothing of the tenant is newer than what a test does. */
const SEEDED_AT_MS = Date.UTC(2026, 0, 5, 9, 0)

/** The password's hash at a low cost, which a hash carries itself: signing in is fast here. */
const CHEAP_HASH = `scrypt$1024$8$1$c2FsdA$${scryptSync(DEMO_PASSWORD, 'salt', 32, { N: 1024 }).toString('base64url')}`

/** A tenant like a demo's, but small and with known ids: `<name>-chat` is an unanswered conversation in `<name>-shop`. */
export async function seedTenant(storage: Storage, name: string): Promise<TestTenant> {
  const id = TenantId.parse(name)
  const person = (login: string, role: Role): TestPerson => ({
    userId: UserId.parse(`${name}-${login}`),
    name: `${login[0]?.toUpperCase()}${login.slice(1)}`,
    role,
    email: `${login}@${name}.test`,
    password: DEMO_PASSWORD
  })
  const people = [
    person('mia', 'agent'),
    person('tom', 'agent'),
    person('lena', 'lead'),
    person('adam', 'admin')
  ]
  const tenant_id = id
  await storage.transact(async (tx) => {
    await tx
      .insertInto('tenants')
      .values({ id, name, epoch: `${name}-epoch`, head_seq: 1, floor_seq: 1, acl_version: 1, demo: 0 })
      .execute()
    await tx
      .insertInto('users')
      .values(
        people.map(({ userId, email, name: called, role }) => ({
          tenant_id,
          id: userId,
          email,
          name: called,
          role,
          active: 1 as const,
          password_hash: CHEAP_HASH,
          version: 1
        }))
      )
      .execute()
    const channel_id = ChannelId.parse(`${name}-shop`)
    const follower_id = FollowerId.parse(`${name}-amal`)
    const conversation_id = ConversationId.parse(`${name}-chat`)
    await tx
      .insertInto('channels')
      .values({
        tenant_id,
        id: channel_id,
        slug: `${name}-shop`,
        name: 'Shop',
        partner_name: 'Partner',
        color: 1,
        chat_enabled: 1,
        version: 1
      })
      .execute()
    await tx
      .insertInto('followers')
      .values({
        tenant_id,
        id: follower_id,
        name: 'Amal Haddad',
        phone: '+49 30 1234',
        email: 'amal@example.test',
        locale: 'en',
        city: 'Berlin',
        followed_since_ms: SEEDED_AT_MS,
        version: 1,
        session_hash: null
      })
      .execute()
    await tx
      .insertInto('conversations')
      .values({
        tenant_id,
        id: conversation_id,
        channel_id,
        follower_id,
        status: 'unanswered',
        owner_id: null,
        owner_version: 1,
        owned_at_ms: SEEDED_AT_MS,
        inbound_seq: 1,
        last_position: 1,
        last_message_id: MessageId.parse(`${name}-hello`),
        delivered_position: 0,
        last_direction: 'in',
        last_text: 'Hello',
        last_at_ms: SEEDED_AT_MS,
        created_at_ms: SEEDED_AT_MS,
        last_activity_ms: SEEDED_AT_MS,
        version: 1
      })
      .execute()
    await tx
      .insertInto('messages')
      .values({
        tenant_id,
        id: MessageId.parse(`${name}-hello`),
        conversation_id,
        position: 1,
        direction: 'in',
        author_id: null,
        text: 'Hello',
        sent_at_ms: SEEDED_AT_MS
      })
      .execute()
  })
  return { id, people }
}

/** The demo tenant of a server that was started with one. */
export async function findDemoTenant(storage: Storage): Promise<TestTenant> {
  const users = await storage.read((db) => db.selectFrom('users').selectAll().orderBy('email').execute())
  const [first] = users
  if (!first) throw new Error('the server has no demo tenant')
  return {
    id: first.tenant_id,
    people: users.map(({ id, name, role, email }) => ({
      userId: id,
      name,
      role,
      email,
      password: DEMO_PASSWORD
    }))
  }
}
