import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminPath } from '#shared/contract/admin-calls.ts'
import { ApiKeyList, ApiScope } from '#shared/features/integration/api-keys.ts'
import { ACCESS } from '../../../../src-server/app/access-table.ts'
import { scopeOf } from '../../../../src-server/gateway/access.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'
import { Platform, platformOf, readAnswer } from './platform.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await seedTenant(server.storage(), 'globex')
})
afterAll(() => server.close())

async function asAdmin(name: 'list' | 'create' | 'revoke', body: object = {}, email = 'adam@acme.test') {
  const { grant } = await server.desk(email)
  const response = await fetch(server.url + adminPath(`admin.api-keys.${name}`), {
    method: 'POST',
    headers: { authorization: `Bearer ${grant.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  return readAnswer(response)
}

const keyOf = async (id: string) =>
  ApiKeyList.parse((await asAdmin('list')).body).keys.find((key) => key.id === id)

test('[SV3] a secret is shown once; the list and the database hold no more of it than its prefix', async () => {
  const platform = await platformOf(server, ['followers:write'])
  expect(platform.secret).toMatch(/^octo_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/)
  const { text } = await asAdmin('list')
  expect(text).toContain(platform.prefix)
  const random = platform.secret.slice(platform.prefix.length + 1)
  expect(text).not.toContain(random)
  await platform.get('/followers')
  await server.restart()
  for (const file of ['desk.db', 'desk.db-wal']) {
    const bytes = (() => {
      try {
        return readFileSync(path.join(server.dataDir, file), 'latin1')
      } catch {
        return ''
      }
    })()
    expect(bytes).not.toContain(random)
  }
  expect(server.logged()).not.toContain(random)
})

test('[SV3] a key says who made it and when it was used, to the minute', async () => {
  const platform = await platformOf(server, ['followers:read'])
  expect(await keyOf(platform.keyId)).toMatchObject({
    createdByName: 'Adam',
    lastUsedAtMs: null,
    revokedAtMs: null,
    scopes: ['followers:read']
  })
  await platform.get('/followers')
  const first = (await keyOf(platform.keyId))?.lastUsedAtMs
  expect(first).toBeGreaterThan(0)
  await platform.get('/followers')
  expect((await keyOf(platform.keyId))?.lastUsedAtMs).toBe(first)
  server.advance(61_000)
  await platform.get('/followers')
  expect((await keyOf(platform.keyId))?.lastUsedAtMs).toBeGreaterThan(Number(first))
})

test('[security 19] a revoked key opens nothing, from the next request on, and looks like one that never was', async () => {
  const platform = await platformOf(server, ['followers:write'])
  expect((await platform.get('/followers')).status).toBe(200)
  expect((await asAdmin('revoke', { keyId: platform.keyId })).status).toBe(200)
  const revoked = await platform.get('/followers')
  const made = { key: { id: 'x', prefix: 'x' }, secret: `octo_${'0'.repeat(12)}_${'A'.repeat(43)}` }
  const unknown = await new Platform(server.url, made as never).get('/followers')
  const malformed = await new Platform(server.url, { ...made, secret: 'x' } as never).get('/followers')
  const forged = { ...made, secret: `${platform.prefix}_${'A'.repeat(43)}` }
  const guessed = await new Platform(server.url, forged as never).get('/followers')
  for (const answer of [revoked, unknown, malformed, guessed]) {
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect({ ...answer.body, instance: '' }).toEqual({ ...revoked.body, instance: '' })
  }
  const again = await asAdmin('revoke', { keyId: platform.keyId })
  expect(again.status).toBe(200)
  expect((await keyOf(platform.keyId))?.revokedAtMs).toBeGreaterThan(0)
})

test('[security 18] keys belong to their tenant: another one neither sees nor revokes them', async () => {
  const platform = await platformOf(server, ['followers:read'])
  const theirs = await asAdmin('list', {}, 'adam@globex.test')
  expect(ApiKeyList.parse(theirs.body).keys).toEqual([])
  const answer = await asAdmin('revoke', { keyId: platform.keyId }, 'adam@globex.test')
  expect(answer.status).toBe(404)
  expect((await platform.get('/followers')).status).toBe(200)
})

test('[security 26] making and revoking a key is audited with who did it', async () => {
  const platform = await platformOf(server, ['followers:read'])
  await asAdmin('revoke', { keyId: platform.keyId })
  const lines = await server
    .storage()
    .read((db) =>
      db
        .selectFrom('audit')
        .select(['action', 'actor_id', 'outcome'])
        .where('target', '=', `api-key:${platform.keyId}`)
        .orderBy('at_ms')
        .execute()
    )
  expect(lines).toEqual([
    { action: 'api-key.create', actor_id: 'acme-adam', outcome: 'accepted' },
    { action: 'api-key.revoke', actor_id: 'acme-adam', outcome: 'accepted' }
  ])
})

test.each([
  ['no scope', { name: 'x', scopes: [] }],
  ['an unknown scope', { name: 'x', scopes: ['everything:write'] }],
  ['no name', { name: '  ', scopes: ['followers:read'] }],
  ['a long name', { name: 'x'.repeat(101), scopes: ['followers:read'] }]
])('a key with %s is not made', async (_case, wish) => {
  expect((await asAdmin('create', wish)).status).toBe(400)
})

const ofKeys = Object.entries(ACCESS).flatMap(([route, { access }]) => {
  const scope = scopeOf(access) as ApiScope | null
  const [method = '', place = ''] = route.split(' ')
  return scope
    ? [{ route, method, place: place.replace('/api/v1', '').replace(':id', 'nothing'), scope }]
    : []
})

test('every scope opens something, and every route asks for one that can be given', () => {
  const asked = new Set(ofKeys.map(({ scope }) => scope))
  expect([...asked].sort()).toEqual([...ApiScope.options].sort())
})

test('[security 18] every route of the API x every scope: no key, a person, a key without the scope, one with it', async () => {
  const { grant } = await server.desk('adam@acme.test')
  const byScope = new Map<ApiScope, Platform>()
  for (const scope of ApiScope.options) byScope.set(scope, await platformOf(server, [scope]))
  const person = new Platform(server.url, {
    key: { id: 'x', prefix: 'x' },
    secret: grant.accessToken
  } as never)
  for (const { route, method, place, scope } of ofKeys) {
    const body = method === 'GET' ? undefined : {}
    expect([route, (await person.call(method, place, body)).status]).toEqual([route, 401])
    for (const [held, platform] of byScope) {
      const { status, headers } = await platform.call(method, place, body)
      const allowed = held === scope || held === scope.replace(':read', ':write')
      const where = `${route} with ${held}`
      if (allowed) expect([200, 400, 404], where).toContain(status)
      else expect([where, status]).toEqual([where, 403])
      if (status >= 400) expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
    }
  }
})

test('[security 18] a key opens no route of people, and nothing of the desk', async () => {
  const { secret } = await platformOf(server, ApiScope.options)
  for (const place of ['/sync/changes?since=0', '/sync/snapshot', '/files/limits']) {
    const response = await fetch(server.url + place, { headers: { authorization: `Bearer ${secret}` } })
    expect(response.status).toBe(401)
  }
})
