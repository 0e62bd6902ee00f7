import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PartnerId, RequestId } from '#shared/base/ids.ts'
import type { Identity, Role } from '#shared/features/session/entities.ts'
import { userSetRole } from '#shared/features/session/operations.ts'
import { createHttpLink } from '../../../src-main/sync/http-link.ts'
import { systemClock } from '../../../src-server/app/system.ts'
import { TestAccount } from '../../harness/account.ts'
import { HandFlushedLink } from '../../harness/hand-flushed-link.ts'
import { aPartner, writePartner } from '../../harness/partners.ts'
import { aRequest, writeRequests } from '../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../harness/server.ts'

/** Names that only the partner has; among others it fills pages of its own, which are freed with it. */
const SECRETS = ['Quellwasser', 'swordfish-partner', 'INV-2026-01040']

let server: TestServer
let me: Identity
let desk: TestAccount<HandFlushedLink, typeof systemClock>

beforeEach(async () => {
  server = await startTestServer()
  const channels = Array.from({ length: 400 }, (_, n) => ({
    name: `swordfish-partner ${n}`,
    slug: 's',
    followers: n
  }))
  await writePartner(server.storage(), server.tenant.id, aPartner({ channels }))
  await writePartner(server.storage(), server.tenant.id, aPartner({ id: PartnerId.parse('blue') }))
})
afterEach(async () => {
  await desk.close()
  await server.close()
})

async function aDesk(email: string) {
  const { grant } = await server.desk(email)
  me = grant.identity
  const link = new HandFlushedLink(createHttpLink({ serverUrl: server.url, fetch, io }))
  for (const kind of ['push', 'changes', 'snapshotStart', 'snapshotPage'] as const) link.flowing.add(kind)
  desk = new TestAccount({
    link,
    clock: systemClock,
    identity: me,
    accessToken: async () => grant.accessToken
  })
  await desk.open()
  await expect.poll(async () => (await desk.query('sync.status', {})).link).toBe('online')
}

async function setRole(userId: string, role: Role): Promise<void> {
  const adam = await server.desk('adam@acme.test')
  const operation = adam.operation(userSetRole, { userId: userId as never, role })
  const [outcome] = await adam.push(operation)
  expect(outcome).toMatchObject({ status: 'accepted' })
}

/** A second look into the cache, beside the desk's own, which changes nothing of the files. */
function cachedNames(): string[] {
  const database = new BetterSqlite3(path.join(desk.folder, 'cache.db'), { readonly: true })
  const rows = database.prepare<[], { name: string }>('SELECT name FROM partners ORDER BY name').all()
  database.close()
  return rows.map(({ name }) => name)
}

const bytes = () =>
  readdirSync(desk.folder)
    .map((name) => readFileSync(`${desk.folder}/${name}`, 'latin1'))
    .join('')
const found = () => SECRETS.filter((secret) => bytes().includes(secret))

test('[AC1, AC2] a lead who becomes an agent keeps no partner: no row, and no byte in any file', async () => {
  await aDesk('lena@acme.test')
  expect(cachedNames()).toEqual(['Green Energy', 'Green Energy'])
  expect(found()).toEqual(SECRETS)
  await setRole(me.userId, 'agent')
  await expect.poll(cachedNames).toEqual([])
  expect(found()).toEqual([])
})

test('[AC1, AC2] also when the desk was away meanwhile', async () => {
  await aDesk('lena@acme.test')
  await desk.act('sync.set-offline', { offline: true })
  await setRole(me.userId, 'agent')
  await writePartner(
    server.storage(),
    server.tenant.id,
    aPartner({ name: 'swordfish-partner two', version: 2 })
  )
  expect(found()).toEqual(SECRETS)
  await desk.act('sync.set-offline', { offline: false })
  await expect.poll(cachedNames).toEqual([])
  expect(found()).toEqual([])
})

test('[AC1, PL8] an agent has no partner, gets them as a lead, and loses them again', async () => {
  await aDesk('mia@acme.test')
  expect(cachedNames()).toEqual([])
  await setRole(me.userId, 'lead')
  await expect.poll(() => desk.rolesChanged).toBe(1)
  await expect.poll(cachedNames).toEqual(['Green Energy', 'Green Energy'])
  await writePartner(server.storage(), server.tenant.id, aPartner({ name: 'Renamed', version: 2 }))
  await desk.act('sync.retry-now', {})
  await expect.poll(cachedNames).toEqual(['Green Energy', 'Renamed'])
  await setRole(me.userId, 'agent')
  await expect.poll(cachedNames).toEqual([])
  expect(found()).toEqual([])
})

test('[AC1, AC2] very many requests come with the role as a new copy, and go with it, byte by byte', async () => {
  const many = Array.from({ length: 600 }, (_, n) =>
    aRequest({ id: RequestId.parse(`r${n}`), title: `swordfish-request ${n}` })
  )
  await writeRequests(server.storage(), server.tenant.id, many)
  await aDesk('mia@acme.test')
  const counted = async () => (await desk.query('approval.counts', {}))['add-on'] ?? 0
  await setRole(me.userId, 'lead')
  await expect.poll(counted, { timeout: 10_000 }).toBe(600)
  expect(desk.rolesChanged).toBe(1)
  expect(bytes()).toContain('swordfish-request')
  await setRole(me.userId, 'agent')
  await expect.poll(counted, { timeout: 10_000 }).toBe(0)
  expect(bytes()).not.toContain('swordfish-request')
})
