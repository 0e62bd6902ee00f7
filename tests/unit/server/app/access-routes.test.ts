import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PATHS } from '#shared/contract/wire.ts'
import { ApiScope } from '#shared/features/integration/api-keys.ts'
import { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import { ACCESS } from '../../../../src-server/app/access-table.ts'
import { type Access, scopeOf } from '../../../../src-server/gateway/access.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'
import { platformOf } from '../integration/platform.ts'

/** Everybody who may come to a route, each with what they show. */
const OUTSIDERS = ['nobody', 'forged', 'expired', 'deactivated'] as const
const PEOPLE = { agent: 'mia@acme.test', lead: 'lena@acme.test', admin: 'adam@acme.test' } as const

interface Credentials {
  token?: string
  cookie?: string
}

let server: TestServer
const known = new Map<string, Credentials>()

beforeAll(async () => {
  server = await startTestServer({ metricsToken: 'metrics-token-of-the-test' })
  await seedTenant(server.storage(), 'globex')
  known.set('nobody', {})
  known.set('forged', { token: 'forged' })
  known.set('expired', { token: (await server.signIn(PEOPLE.admin)).accessToken })
  server.advance(16 * 60_000)
  known.set('deactivated', { token: (await server.signIn('tom@acme.test')).accessToken })
  await server.storage().transact(async (tx) => {
    const mia = await tx
      .selectFrom('users')
      .selectAll()
      .where('id', '=', 'acme-mia' as never)
      .executeTakeFirstOrThrow()
    // somebody whom the admin of this tenant may change, and who tries nothing
    await tx
      .insertInto('users')
      .values({ ...mia, id: 'acme-zoe' as never, email: 'zoe@acme.test' })
      .execute()
    await tx.updateTable('users').set({ active: 0 }).where('email', '=', 'tom@acme.test').execute()
  })
  for (const role of Role.options) known.set(role, { token: (await server.signIn(PEOPLE[role])).accessToken })
  known.set('stranger', { token: (await server.signIn('adam@globex.test')).accessToken })
  known.set('follower', { cookie: await cookieOf('acme-shop') })
  known.set('follower of another', { cookie: await cookieOf('globex-shop') })
  for (const scope of ApiScope.options) {
    known.set(`key ${scope}`, { token: (await platformOf(server, [scope])).secret })
    const others = ApiScope.options.filter((one) => one !== scope && one !== scope.replace(':read', ':write'))
    known.set(`key without ${scope}`, { token: (await platformOf(server, others)).secret })
  }
  known.set('key of another', {
    token: (await platformOf(server, ApiScope.options, 'adam@globex.test')).secret
  })
})
afterAll(() => server.close())

async function cookieOf(slug: string): Promise<string> {
  const answer = await fetch(server.url + PATHS.followerSession.replace(':slug', slug), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Nora' })
  })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

const routes = Object.entries(ACCESS).map(([name, { access }]) => {
  const [method = '', path = ''] = name.split(' ')
  return { name, method, path, access }
})

/** What stands in a path or a body: things of the tenant acme, wherever there can be one. */
const PARAMETERS: Record<string, string> = {
  entity: 'message',
  slug: 'acme-shop',
  file: 'x.js',
  sha256: 'a'.repeat(64),
  upload: 'b'.repeat(32),
  message: 'm1',
  id: 'acme-chat'
}
const BODY = {
  ...{ id: 'm1', text: 'hi', position: 1, outcome: 'opened', typing: true },
  ...{ userId: 'acme-zoe', role: 'agent', keyId: 'acme-key', webhookId: 'acme-webhook', version: 1 }
}

async function come(method: string, path: string, who: string) {
  const { token, cookie } = known.get(who) ?? {}
  const isUpload = method === 'PATCH' || (method === 'POST' && path.endsWith('/uploads'))
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const answer = await fetch(
    server.url + path.replace(/:(\w+)/g, (_, name: string) => PARAMETERS[name] ?? name),
    {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(cookie !== undefined && { cookie }),
        ...(hasBody && { 'content-type': isUpload ? 'application/offset+octet-stream' : 'application/json' })
      },
      ...(hasBody && { body: JSON.stringify(BODY) })
    }
  )
  return { status: answer.status, text: await answer.text() }
}

/** What the table promises to somebody: let in, refused as unknown, or refused as not allowed. */
function promised(access: Access, who: string): 'in' | 401 | 403 {
  if (access === 'follower') return who === 'follower' ? 'in' : 401
  const scope = scopeOf(access)
  if (scope) {
    if (who === `key ${scope}` || who === 'key of another') return 'in'
    return who.startsWith('key ') ? 403 : 401
  }
  if (who === 'stranger') return 'in'
  const role = Role.options.find((one) => one === who)
  if (!role) return 401
  return includesRole(role, access as Role) ? 'in' : 403
}

/** Everybody who is tried on a route: of the many keys, the one that opens it and the one that opens all but it. */
function callersOf(access: Access): string[] {
  const scope = scopeOf(access) ?? 'partners:read'
  const keys = [`key ${scope}`, `key without ${scope}`, 'key of another']
  return [...OUTSIDERS, ...Role.options, 'stranger', 'follower', 'follower of another', ...keys]
}

const guarded = routes.filter(({ access }) => access !== 'public')
const open = routes.filter(({ access }) => access === 'public')

describe.each(guarded)('[security 18] $name', ({ method, path, access }) => {
  test.each(callersOf(access))('as %s', async (who) => {
    const { status } = await come(method, path, who)
    const wanted = promised(access, who)
    expect(status).toBeLessThan(500)
    if (wanted === 'in') expect([401, 403]).not.toContain(status)
    else expect(status).toBe(wanted)
  })

  test('nobody learns from a refusal why it is one', async () => {
    const refused = callersOf(access).filter((who) => promised(access, who) === 401)
    const said = new Set<string>()
    for (const who of refused)
      said.add((await come(method, path, who)).text.replace(/"instance":"[^"]*"/, ''))
    expect(said.size).toBe(1)
  })
})

test('[security 18] what another tenant may ask, too, tells and changes nothing of this one', async () => {
  const before = await rowsOfAcme()
  for (const { name, method, path, access } of guarded) {
    for (const who of ['stranger', 'key of another']) {
      if (promised(access, who) !== 'in') continue
      // the id that was asked for may be said back
      const said = (await come(method, path, who)).text.replaceAll('acme-chat', '')
      expect(said, name).not.toMatch(/acme-|Acme|@acme/)
    }
  }
  expect(await rowsOfAcme()).toEqual(before)
})

test.each(open)('[security 18] $name treats everybody alike', async ({ method, path }) => {
  const strangers = callersOf('public').filter((who) => !who.startsWith('follower'))
  const statuses = new Set<number>()
  for (const who of strangers) statuses.add((await come(method, path, who)).status)
  expect(statuses.size).toBe(1)
})

function rowsOfAcme(): Promise<unknown> {
  const tables = [
    'users',
    'channels',
    'conversations',
    'messages',
    'api_keys',
    'webhook_endpoints',
    'changes'
  ] as const
  return server.storage().read((db) =>
    Promise.all(
      tables.map((table) =>
        db
          .selectFrom(table as 'users')
          .selectAll()
          .where('tenant_id', '=', 'acme' as never)
          .execute()
      )
    )
  )
}
