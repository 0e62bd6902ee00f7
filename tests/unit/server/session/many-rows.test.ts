import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LIVE, PATHS } from '#shared/contract/wire.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { userSetRole } from '#shared/features/session/operations.ts'
import { type Desk, nextEvent } from '../../../harness/desk.ts'
import { aPartner, writePartner } from '../../../harness/partners.ts'
import { aRequest } from '../../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

const MANY = 100_000

let server: TestServer
let adam: Desk
let mia: Desk

beforeAll(async () => {
  server = await startTestServer()
  adam = await server.desk('adam@acme.test')
  mia = await server.desk('mia@acme.test')
  await writePartner(server.storage(), server.tenant.id, aPartner())
  const { version: _, ...body } = aRequest()
  await server.storage().transact(async (tx) => {
    await sql`insert into requests (tenant_id, id, kind, status, body, version)
      with recursive n(n) as (select 1 union all select n + 1 from n where n < ${MANY})
      select ${server.tenant.id}, printf('r%06d', n), 'add-on', 'pending',
        json_set(${JSON.stringify(body)}, '$.id', printf('r%06d', n)), 1 from n`.execute(tx)
  })
}, 60_000)
afterAll(() => server.close())

const setRole = async (role: Role) => {
  const { userId } = mia.grant.identity
  expect(await adam.push(adam.operation(userSetRole, { userId, role }))).toMatchObject([
    { status: 'accepted' }
  ])
}

/** The longest time for which the server did nothing else, while `work` went on. */
async function longestStallMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 1)
  await work()
  clearInterval(timer)
  return longest
}

test('[AC1, SN1] who becomes a lead among 100,000 requests gets them page by page, and nobody waits for it', async () => {
  const { seq } = await mia.openSnapshot()
  const socket = adam.live()
  await nextEvent(socket, LIVE.heartbeat)
  const told = nextEvent(socket, LIVE.heartbeat)
  expect(await longestStallMs(() => setRole('lead'))).toBeLessThan(500)
  // the others go on from where they are
  expect(await told).toMatchObject({ head: seq + 1 })
  socket.close()
  expect((await adam.pull(seq)).items.map(({ type }) => type)).toEqual(['user.changed'])
  expect(await mia.send('GET', `${PATHS.changes}?since=${seq}`)).toMatchObject({ status: 409 })

  const start = await mia.openSnapshot()
  expect(start.entities.find(({ name }) => name === 'request')).toEqual({ name: 'request', rows: MANY })
  const page = await mia.snapshotPage('request', 1000, 'r050000')
  expect(page.rows).toHaveLength(1000)
  expect(page.next).toBe('r051000')
  expect((await mia.pull(start.seq)).items).toEqual([])
})

test('[AC1] who stops being a lead loses them all with one word; a grant taken back is never met', async () => {
  const { seq } = await mia.openSnapshot()
  await setRole('agent')
  const range = await mia.pull(seq)
  expect(range.items.map(({ type, id, kind }) => [type, id, kind])).toEqual([
    ['user.changed', mia.grant.identity.userId, 'row'],
    ['partner.evicted', 'green', 'evict'],
    ['request.evicted', '*', 'evict']
  ])
  await setRole('lead')
  await setRole('agent')
  expect((await mia.pull(range.to)).items.filter(({ entity }) => entity === 'request')).toMatchObject([
    { id: '*', kind: 'evict' }
  ])
})
