import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN_CALL_NAMES, adminPath } from '#shared/contract/admin-calls.ts'
import { createAdminLink } from '../../../src-main/account/admin-link.ts'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import { seedTenant } from '../../harness/tenant.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  await seedTenant(server.storage(), 'other')
})
afterAll(() => server.close())

async function linkOf(email: string, serverUrl = server.url) {
  const { accessToken } = await server.signIn(email)
  return createAdminLink({ serverUrl, fetch, accessToken: async () => accessToken })
}

test('an administrator reads the people of their own tenant, with when they were seen', async () => {
  const ask = await linkOf('adam@acme.test')
  const answer = await ask('admin.people.list', {})
  if (!answer.ok) throw new Error(answer.message)
  expect(answer.value.people.map(({ name, role, state }) => [name, role, state])).toEqual([
    ['Adam', 'admin', 'active'],
    ['Lena', 'lead', 'active'],
    ['Mia', 'agent', 'active'],
    ['Tom', 'agent', 'active']
  ])
  const [adam, lena] = answer.value.people
  expect(Math.abs((adam?.lastSeenAtMs ?? 0) - Date.now())).toBeLessThan(60_000)
  expect(lena?.lastSeenAtMs).toBeNull()
})

test('[security 18] every admin call of a lead is denied, in words', async () => {
  const ask = await linkOf('lena@acme.test')
  for (const name of ADMIN_CALL_NAMES) {
    expect(await ask(name, {}), name).toMatchObject({
      ok: false,
      kind: 'denied',
      message: expect.stringContaining('Your role')
    })
  }
})

test('without a server, with a server that is somebody else, and without a session there is a sentence', async () => {
  const nobody = await linkOf('adam@acme.test', 'http://127.0.0.1:1')
  expect(await nobody('admin.people.list', {})).toMatchObject({ ok: false, kind: 'offline' })
  const ended = createAdminLink({ serverUrl: server.url, fetch, accessToken: async () => 'signed-out' })
  expect(await ended('admin.people.list', {})).toMatchObject({ ok: false, kind: 'denied' })
  const stranger = createAdminLink({
    serverUrl: server.url,
    fetch: async () => new Response('<h1>Sign in to the hotel</h1>'),
    accessToken: async () => 'token'
  })
  expect(await stranger('admin.people.list', {})).toMatchObject({ ok: false, kind: 'offline' })
})

test('an admin call goes to the path of its name and nowhere else', () => {
  for (const name of ADMIN_CALL_NAMES) expect(adminPath(name)).toMatch(/^\/admin(\/[a-z-]+)+$/)
})
