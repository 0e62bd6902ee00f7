import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PATHS, SessionGrant } from '#shared/contract/wire.ts'
import { SESSION_IDLE_MS } from '../../../../src-server/features/session/grants.ts'
import { hashPassword } from '../../../../src-server/features/session/passwords.ts'
import { GRACE_MS } from '../../../../src-server/features/session/refresh-rule.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

const MINUTE_MS = 60_000

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

async function post(path: string, body: unknown): Promise<{ status: number; json: unknown }> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  return { status: response.status, json: await response.json() }
}

function signIn(email: string, password: string) {
  return post(PATHS.signIn, { email, password, deviceName: 'test' })
}

function refresh(refreshToken: string) {
  return post(PATHS.refresh, { refreshToken })
}

async function renewed(refreshToken: string): Promise<SessionGrant> {
  const answer = await refresh(refreshToken)
  expect(answer.status).toBe(200)
  return SessionGrant.parse(answer.json)
}

async function worksWith(accessToken: string): Promise<number> {
  const headers = { authorization: `Bearer ${accessToken}` }
  return (await fetch(server.url + PATHS.snapshotStart, { headers })).status
}

async function setUser(id: string, set: { active?: 0 | 1; role?: 'agent' | 'lead' }): Promise<void> {
  await server.storage().transact(async (tx) => {
    await tx
      .updateTable('users')
      .set(set)
      .where('id', '=', id as never)
      .execute()
  })
}

describe('signing in', () => {
  test('[SE1] gives an identity, an access token and a refresh token, whatever the case of the address', async () => {
    const answer = await signIn('  Mia@ACME.test ', 'octopus-demo')
    expect(answer.status).toBe(200)
    const grant = SessionGrant.parse(answer.json)
    expect(grant.identity).toEqual({
      tenantId: 'acme',
      tenantName: 'acme',
      userId: 'acme-mia',
      name: 'Mia',
      email: 'mia@acme.test',
      role: 'agent'
    })
    expect(await worksWith(grant.accessToken)).toBe(200)
  })

  test('answers a wrong password, an unknown person and a deactivated one alike', async () => {
    await setUser('acme-tom', { active: 0 })
    const answers = [
      await signIn('mia@acme.test', 'wrong'),
      await signIn('nobody@acme.test', 'octopus-demo'),
      await signIn('tom@acme.test', 'octopus-demo')
    ]
    await setUser('acme-tom', { active: 1 })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 401, json: { error: { code: 'unauthenticated' } } })
  })

  test('takes as long for a person who does not exist as for one who does', async () => {
    const password_hash = await hashPassword('octopus-demo', (length) => randomBytes(length))
    await server.storage().transact(async (tx) => {
      await tx.updateTable('users').set({ password_hash }).where('email', '=', 'lena@acme.test').execute()
    })
    const time = async (email: string) => {
      const startMs = performance.now()
      await signIn(email, 'wrong')
      return performance.now() - startMs
    }
    const known: number[] = []
    const unknown: number[] = []
    for (const _ of [1, 2, 3]) {
      known.push(await time('lena@acme.test'))
      unknown.push(await time('nobody@acme.test'))
    }
    const ratio = Math.min(...unknown) / Math.min(...known)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  }, 30_000)

  test('keeps no token and no password in the database or the log', async () => {
    const grant = await server.signIn('mia@acme.test')
    const tokens = await server.storage().read((db) => db.selectFrom('refresh_tokens').selectAll().execute())
    const users = await server.storage().read((db) => db.selectFrom('users').selectAll().execute())
    const kept = JSON.stringify([tokens, users]) + server.logged()
    for (const secret of [grant.refreshToken, grant.accessToken, 'octopus-demo']) {
      expect(kept).not.toContain(secret)
    }
  })

  test('offers demo people only on a server with a demo tenant', async () => {
    expect((await fetch(server.url + PATHS.demoPeople)).status).toBe(404)
    const demo = await startTestServer({ demo: { conversations: 5 } })
    const response = await fetch(demo.url + PATHS.demoPeople)
    expect(await response.json()).toMatchObject({
      people: expect.arrayContaining([
        { name: 'Mia Hoffmann', role: 'Agent', email: 'mia@demo.octopus.test', password: 'octopus-demo' }
      ])
    })
    expect((await demo.signIn('mia@demo.octopus.test')).identity.name).toBe('Mia Hoffmann')
    await demo.close()
  })
})

describe('an access token', () => {
  test('works for a quarter of an hour', async () => {
    const { accessToken, accessExpiresAtMs } = await server.signIn('mia@acme.test')
    expect(await worksWith(accessToken)).toBe(200)
    const leftMs = accessExpiresAtMs - Date.now()
    expect(leftMs).toBeLessThanOrEqual(15 * MINUTE_MS + 5000)
    server.advance(16 * MINUTE_MS)
    expect(await worksWith(accessToken)).toBe(401)
  })

  test('[security 26] that was tampered with or signed by another is refused', async () => {
    const { accessToken } = await server.signIn('mia@acme.test')
    const [header = '', payload = '', signature = ''] = accessToken.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const other = Buffer.from(JSON.stringify({ ...claims, sub: 'acme-adam' })).toString('base64url')
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    expect(await worksWith(`${header}.${payload}.${signature}`)).toBe(200)
    for (const forged of [
      `${header}.${other}.${signature}`,
      `${none}.${other}.`,
      `${header}.${payload}.`,
      'x'
    ]) {
      expect(await worksWith(forged)).toBe(401)
    }
  })

  test('[AC3] stops working as soon as the person is deactivated', async () => {
    const { accessToken } = await server.signIn('tom@acme.test')
    expect(await worksWith(accessToken)).toBe(200)
    await setUser('acme-tom', { active: 0 })
    expect(await worksWith(accessToken)).toBe(401)
    await setUser('acme-tom', { active: 1 })
  })

  test('stops working at sign-out, on this device only', async () => {
    const here = await server.signIn('mia@acme.test')
    const there = await server.signIn('mia@acme.test')
    expect((await post(PATHS.signOut, { refreshToken: here.refreshToken })).status).toBe(200)
    expect(await worksWith(here.accessToken)).toBe(401)
    expect((await refresh(here.refreshToken)).status).toBe(401)
    expect(await worksWith(there.accessToken)).toBe(200)
  })

  test('outlives a restart of the server', async () => {
    const { accessToken } = await server.signIn('mia@acme.test')
    await server.restart()
    expect(await worksWith(accessToken)).toBe(200)
  })
})

describe('a refresh token', () => {
  test('rotates: each one works once, and the last one goes on', async () => {
    const first = await server.signIn('mia@acme.test')
    const second = await renewed(first.refreshToken)
    const third = await renewed(second.refreshToken)
    expect(new Set([first.refreshToken, second.refreshToken, third.refreshToken]).size).toBe(3)
    expect(third.identity).toEqual(first.identity)
    expect(await worksWith(third.accessToken)).toBe(200)
  })

  test('[security 19] that is used again after its successor was used ends the whole family', async () => {
    const first = await server.signIn('mia@acme.test')
    const second = await renewed(first.refreshToken)
    const third = await renewed(second.refreshToken)
    expect((await refresh(first.refreshToken)).status).toBe(401)
    expect((await refresh(third.refreshToken)).status).toBe(401)
    expect(await worksWith(third.accessToken)).toBe(401)
    const audit = await server.storage().read((db) => {
      return db.selectFrom('audit').selectAll().where('action', '=', 'session.token-reuse').execute()
    })
    expect(audit).toHaveLength(1)
  })

  test('is accepted once more when its successor never arrived, and that successor dies', async () => {
    const first = await server.signIn('mia@acme.test')
    const lost = await renewed(first.refreshToken)
    const second = await renewed(first.refreshToken)
    expect(await worksWith(second.accessToken)).toBe(200)
    expect((await refresh(lost.refreshToken)).status).toBe(401)
    expect((await refresh(second.refreshToken)).status).toBe(401)
  })

  test('is accepted a second time only once, and only within a minute', async () => {
    const twice = await server.signIn('mia@acme.test')
    await renewed(twice.refreshToken)
    const kept = await renewed(twice.refreshToken)
    expect((await refresh(twice.refreshToken)).status).toBe(401)
    expect((await refresh(kept.refreshToken)).status).toBe(401)

    const late = await server.signIn('mia@acme.test')
    await renewed(late.refreshToken)
    server.advance(GRACE_MS + 1)
    expect((await refresh(late.refreshToken)).status).toBe(401)
  })

  test('that nobody gave out, or of a deactivated person, is refused', async () => {
    expect((await refresh('x'.repeat(43))).status).toBe(401)
    const { refreshToken } = await server.signIn('tom@acme.test')
    await setUser('acme-tom', { active: 0 })
    expect((await refresh(refreshToken)).status).toBe(401)
    await setUser('acme-tom', { active: 1 })
    expect((await refresh(refreshToken)).status).toBe(200)
  })

  test('goes on for as long as it is used, and ends when it was not for two months', async () => {
    const first = await server.signIn('mia@acme.test')
    server.advance(SESSION_IDLE_MS - MINUTE_MS)
    const second = await renewed(first.refreshToken)
    server.advance(SESSION_IDLE_MS - MINUTE_MS)
    const third = await renewed(second.refreshToken)
    server.advance(SESSION_IDLE_MS + MINUTE_MS)
    expect((await refresh(third.refreshToken)).status).toBe(401)
  })

  test('tells the role of now, not the one of the sign-in', async () => {
    const grant = await server.signIn('tom@acme.test')
    await setUser('acme-tom', { role: 'lead' })
    expect((await renewed(grant.refreshToken)).identity.role).toBe('lead')
    await setUser('acme-tom', { role: 'agent' })
  })
})
