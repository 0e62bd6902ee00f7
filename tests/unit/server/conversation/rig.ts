import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeviceId, FollowerId, TenantId, UserId } from '#shared/base/ids.ts'
import type { Channel, Conversation } from '#shared/features/conversation/entities.ts'
import type { Role } from '#shared/features/session/entities.ts'
import type { Operation } from '#shared/sync/operation.ts'
import { createFeed } from '../../../../src-server/feed/feed.ts'
import type { Actor } from '../../../../src-server/gateway/actor.ts'
import { createRegistry, judge } from '../../../../src-server/gateway/intake/judge.ts'
import type { OperationHandler, Verdict } from '../../../../src-server/gateway/operation-handler.ts'
import { openSqliteStorage } from '../../../../src-server/storage/sqlite/open.ts'
import type { Storage, Tx } from '../../../../src-server/storage/storage.ts'
import { NOW_MS } from './builders.ts'

export const TENANT = TenantId.parse('acme')
export const AMAL = FollowerId.parse('amal')

/** A real database with one tenant, three colleagues and a follower, and the way an Operation takes to its handler. */
export interface Rig {
  storage: Storage
  /** decides, writes and appends in one transaction */
  run(actor: Actor, operation: Operation, nowMs?: number): Promise<Verdict>
  /** writes as a route does */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** entity, id and kind of everything appended so far, in order, with its seq */
  feed(): Promise<{ seq: number; entity: string; id: string; kind: string; audience: string; row: unknown }[]>
  close(): Promise<void>
}

export async function openRig(handlers: readonly OperationHandler[]): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'octopus-room-'))
  const storage = openSqliteStorage(join(folder, 'server.db'))
  await storage.migrate()
  await storage.transact(addPeople)
  const feed = createFeed(storage)
  const registry = createRegistry(handlers)
  return {
    storage,
    async run(actor, operation, nowMs = NOW_MS) {
      const { result } = await feed.write(TENANT, nowMs, async (tx) => {
        const verdict = await judge(tx, registry, actor, operation, nowMs)
        return { result: verdict, changes: verdict.status === 'accepted' ? verdict.changes : [] }
      })
      return result
    },
    write: (work) => storage.transact(work),
    feed: () =>
      storage.read(async (db) => {
        const rows = await db.selectFrom('changes').selectAll().orderBy('seq').orderBy('item').execute()
        return rows.map(({ seq, entity, entity_id: id, kind, audience, row }) => ({
          seq,
          entity,
          id,
          kind,
          audience,
          row: row === null ? null : JSON.parse(row)
        }))
      }),
    async close() {
      await storage.close()
      rmSync(folder, { recursive: true })
    }
  }
}

export function anActor(id: string, name: string, role: Role = 'agent', tenantId = TENANT): Actor {
  return { tenantId, userId: UserId.parse(id), name, role, deviceId: DeviceId.parse('desk') }
}

const PEOPLE: [id: string, name: string, role: Role][] = [
  ['mia', 'Mia Hoffmann', 'agent'],
  ['tom', 'Tom Becker', 'agent'],
  ['lena', 'Lena Fischer', 'lead']
]

async function addPeople(tx: Tx): Promise<void> {
  await tx
    .insertInto('tenants')
    .values({ id: TENANT, name: 'Acme', epoch: 'e', head_seq: 0, floor_seq: 0, acl_version: 1, demo: 0 })
    .execute()
  for (const [id, name, role] of PEOPLE) {
    await tx
      .insertInto('users')
      .values({
        tenant_id: TENANT,
        id: UserId.parse(id),
        email: `${id}@acme.test`,
        name,
        role,
        active: 1,
        password_hash: '',
        version: 1
      })
      .execute()
  }
  await tx
    .insertInto('followers')
    .values({
      tenant_id: TENANT,
      id: AMAL,
      name: 'Amal K.',
      phone: '',
      email: '',
      locale: 'en',
      city: '',
      followed_since_ms: NOW_MS,
      version: 1,
      session_hash: null
    })
    .execute()
}

export async function addChannel(tx: Tx, channel: Channel): Promise<void> {
  await tx
    .insertInto('channels')
    .values({
      tenant_id: TENANT,
      id: channel.id,
      slug: channel.slug,
      name: channel.name,
      partner_name: channel.partnerName,
      color: channel.color,
      chat_enabled: channel.chatEnabled ? 1 : 0,
      version: channel.version
    })
    .execute()
}

/** Ownership of a conversation, as far as a test compares it. */
export function ownership({ status, ownerId, ownerVersion }: Conversation) {
  return { status, ownerId, ownerVersion }
}
