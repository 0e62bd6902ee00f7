import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import { ACCESS } from '../../../../src-server/app/access-table.ts'
import { createHttp } from '../../../../src-server/app/http.ts'
import { createLog } from '../../../../src-server/app/log.ts'
import { systemClock } from '../../../../src-server/app/system.ts'
import { createCallerSource } from '../../../../src-server/features/session/authenticate.ts'
import { callerOf } from '../../../../src-server/gateway/authenticate.ts'
import type { HttpServer } from '../../../../src-server/gateway/room.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

const PEOPLE = { agent: 'mia@acme.test', lead: 'lena@acme.test', admin: 'adam@acme.test' } as const

let server: TestServer
let http: HttpServer
let ran = 0

/** The server's guards with one route for each role, because the table may have none for some. */
beforeAll(async () => {
  server = await startTestServer()
  const table = Object.fromEntries(
    Role.options.map((role) => [`GET /only-${role}`, { access: role, limit: 'none' as const }])
  )
  const secret = readFileSync(path.join(server.dataDir, 'token-secret'))
  const callers = createCallerSource(server.storage(), systemClock, secret)
  const guards = { trustProxy: false, limitFactor: 1000 }
  http = await createHttp(guards, createLog('silent'), { ...ACCESS, ...table }, callers, {
    byKey: async () => null
  })
  for (const role of Role.options) {
    http.get(`/only-${role}`, async (request) => {
      ran++
      return callerOf(request)
    })
  }
})
afterAll(async () => {
  await http.close()
  await server.close()
})

test.each(Role.options.flatMap((needed) => Role.options.map((role) => [needed, role] as const)))(
  '[security 18] a route for %s, called by %s',
  async (needed, role) => {
    const { accessToken } = await server.signIn(PEOPLE[role])
    const before = ran
    const answer = await http.inject({
      url: `/only-${needed}`,
      headers: { authorization: `Bearer ${accessToken}` }
    })
    if (includesRole(role, needed)) expect([answer.statusCode, answer.json()]).toMatchObject([200, { role }])
    else {
      expect([answer.statusCode, answer.json()]).toMatchObject([403, { error: { code: 'forbidden' } }])
      expect(ran).toBe(before)
    }
  }
)

test('[PU9] [security 19] a role that is taken away is gone at the next request', async () => {
  const { accessToken } = await server.signIn(PEOPLE.admin)
  const call = () => http.inject({ url: '/only-lead', headers: { authorization: `Bearer ${accessToken}` } })
  expect((await call()).statusCode).toBe(200)
  await server.storage().transact(async (tx) => {
    await tx.updateTable('users').set({ role: 'agent' }).where('email', '=', PEOPLE.admin).execute()
  })
  expect((await call()).statusCode).toBe(403)
})
