import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aProfile } from './desk-profile.ts'
import { MIA, type SessionServer, sendError, sendJson, startSessionServer, TOM } from './session-server.ts'

let server: SessionServer
const profiles: ReturnType<typeof aProfile>[] = []

beforeEach(async () => {
  server = await startSessionServer()
})
afterEach(async () => {
  await server.stop()
  for (const profile of profiles.splice(0)) profile.remove()
})

function profileOf(...args: Parameters<typeof aProfile>) {
  const profile = aProfile(...args)
  profiles.push(profile)
  return profile
}

const mia = (keepWeakly = false) => ({ serverUrl: server.url, email: MIA.email, password: 'mia', keepWeakly })
const tom = () => ({ serverUrl: server.url, email: TOM.email, password: 'tom', keepWeakly: false })

test('[SE1] a sign-in opens the account and is kept across restarts, offline too', async () => {
  const profile = profileOf()
  const first = profile.start()
  expect(first.session.view()).toMatchObject({ state: 'signed-out', identity: null, keychain: 'keychain' })
  expect(await first.session.signIn(mia())).toEqual({ ok: true })
  expect(first.session.view()).toMatchObject({ state: 'signed-in', identity: MIA, kept: true })
  expect(first.announced).toContain('session')
  await first.session.close()
  await server.stop()

  const second = profile.start()
  expect(second.session.view()).toMatchObject({ state: 'signed-in', identity: MIA, serverUrl: server.url })
  expect((await second.session.account())?.seen).toBe('data of Mia Larsen;')
  expect(second.vault.opened).toBe(0)
  const account = await second.session.account()
  expect(await account?.accessToken()).toBeNull()
  expect(second.session.view().state).toBe('signed-in')
  server = await startSessionServer()
})

test('[10] no token lies on disk as it is, with a keychain or without', async () => {
  for (const [protection, keepWeakly] of [
    ['keychain', false],
    ['weak', true],
    ['weak', false],
    ['none', true]
  ] as const) {
    const profile = profileOf(protection)
    const { session } = profile.start()
    await session.signIn(mia(keepWeakly))
    await (await session.account())?.accessToken('access-1')
    expect(profile.content()).not.toMatch(/refresh-\d|access-\d/)
    await session.close()
  }
})

test('[10] where there is only weak protection, the session is in memory unless the person consents', async () => {
  const without = profileOf('weak')
  const first = without.start()
  await first.session.signIn(mia(false))
  expect(first.session.view()).toMatchObject({ state: 'signed-in', kept: false, keychain: 'weak' })
  await first.session.close()
  expect(without.start().session.view()).toMatchObject({ state: 'signed-out', lastEmail: MIA.email })
  expect(without.files().some((name) => name.endsWith('session.json'))).toBe(false)

  const consented = profileOf('weak')
  const second = consented.start()
  await second.session.signIn(mia(true))
  expect(second.session.view()).toMatchObject({ kept: true, keychain: 'weak' })
  await second.session.close()
  expect(consented.start().session.view()).toMatchObject({ state: 'signed-in', kept: true })
})

test('a memory-only session ends with the run, but its unsent work is there after the next sign-in', async () => {
  const profile = profileOf('none')
  const first = profile.start()
  await first.session.signIn(mia(true))
  await first.session.close()
  const second = profile.start()
  await second.session.signIn(mia(true))
  expect((await second.session.account())?.seen).toBe('data of Mia Larsen;')
})

test('[SE3] another person who signs in never sees the data of the first', async () => {
  const profile = profileOf('none')
  const first = profile.start()
  await first.session.signIn(mia())
  await first.session.close()
  const second = profile.start()
  await second.session.signIn(tom())
  expect((await second.session.account())?.seen).toBe('')
  expect(second.session.view().identity).toEqual(TOM)
})

test('who is signed in must sign out before another can sign in', async () => {
  const { session } = profileOf().start()
  await session.signIn(mia())
  expect(await session.signIn(tom())).toMatchObject({
    ok: false,
    message: expect.stringContaining('Mia Larsen')
  })
  expect(server.calls).toEqual(['/session/sign-in'])
  expect(session.view().identity).toEqual(MIA)
})

test('a session that the server has ended keeps the data and waits for the same person', async () => {
  const profile = profileOf()
  const run = profile.start()
  await run.session.signIn(mia())
  const account = await run.session.account()
  server.revokeAll()
  expect(await account?.accessToken('access-1')).toBe('signed-out')
  expect(run.session.view()).toMatchObject({ state: 'expired', identity: MIA })
  expect(run.announced.at(-2)).toBe('session')

  const asTom = await run.session.signIn(tom())
  expect(asTom).toMatchObject({
    ok: false,
    field: 'email',
    message: expect.stringContaining('mia@example.com')
  })
  expect(run.session.view().identity).toEqual(MIA)

  expect(await run.session.signIn(mia())).toEqual({ ok: true })
  expect(run.session.view().state).toBe('signed-in')
  expect(await run.session.account()).toBe(account)
  expect(account?.resumed).toBe(1)
  expect(await account?.accessToken()).toMatch(/^access-/)
})

test('an ended session is still ended, and still there, after a restart', async () => {
  const profile = profileOf()
  const first = profile.start()
  await first.session.signIn(mia())
  server.revokeAll()
  await (await first.session.account())?.accessToken('access-1')
  await first.session.close()
  const second = profile.start()
  expect(second.session.view()).toMatchObject({ state: 'expired', identity: MIA })
  expect(await second.session.signIn(mia())).toEqual({ ok: true })
  await second.session.close()
  expect(profile.start().session.view().state).toBe('signed-in')
})

test('a token that this computer cannot read any more asks for a sign-in, and keeps the data', async () => {
  const profile = profileOf()
  const first = profile.start()
  await first.session.signIn(mia())
  await first.session.close()
  const second = profile.start()
  second.vault.unseal = () => null
  expect(await (await second.session.account())?.accessToken()).toBe('signed-out')
  expect(second.session.view()).toMatchObject({ state: 'expired', identity: MIA })
})

test('[AC4] a wipe that the server orders leaves neither database, file nor token, unsent work or not', async () => {
  const profile = profileOf()
  const run = profile.start()
  await run.session.signIn(mia())
  const account = await run.session.account()
  profile.state.unsent = 3
  server.answer('/session/refresh', (_body, response) => sendError(response, 401, 'wipe_ordered'))
  expect(await account?.accessToken('access-1')).toBe('signed-out')
  await expect.poll(() => profile.state.cleared).toBe(1)
  expect(account?.closed).toBe(true)
  expect(profile.files()).toEqual([])
  expect(run.session.view().state).toBe('signed-out')
  expect(run.announced).toContain('session')
  server.answer('/session/refresh')
  expect(await run.session.signIn(mia())).toEqual({ ok: true })
  expect((await run.session.account())?.seen).toBe('')
})

test('[AC4] a wipe that a crash interrupts is finished at the next start', async () => {
  const profile = profileOf()
  const first = profile.start()
  await first.session.signIn(mia())
  const account = await first.session.account()
  if (account) account.wipe = () => new Promise(() => {})
  server.answer('/session/refresh', (_body, response) => sendError(response, 401, 'wipe_ordered'))
  await account?.accessToken('access-1')
  expect(profile.files().length).toBeGreaterThan(0)
  const second = profile.start()
  expect(second.session.view().state).toBe('signed-out')
  await expect.poll(() => profile.files()).toEqual([])
})

test('[SE1] sign-out asks before unsent work is lost', async () => {
  const profile = profileOf()
  const { session } = profile.start()
  await session.signIn(mia())
  profile.state.unsent = 3
  expect(await session.signOut(false)).toEqual({ ok: false, unsent: 3 })
  expect(session.view().state).toBe('signed-in')
  expect(await session.signOut(true)).toEqual({ ok: true })
  expect(session.view().state).toBe('signed-out')
})

test('[11] sign-out leaves neither database, file nor token, and tells the server', async () => {
  const profile = profileOf()
  const run = profile.start()
  await run.session.signIn(mia())
  const account = await run.session.account()
  writeFileSync(join(account?.folder ?? '', 'outbox.db-wal'), 'left over')
  mkdirSync(join(account?.folder ?? '', 'files'))
  writeFileSync(join(account?.folder ?? '', 'files', 'photo.jpg'), 'left over')
  expect(await run.session.signOut(false)).toEqual({ ok: true })
  expect(profile.files()).toEqual([])
  expect(profile.state.cleared).toBe(1)
  expect(account?.closed).toBe(true)
  expect(run.session.account()).toBeNull()
  await expect.poll(() => server.calls).toContain('/session/sign-out')
  expect(profile.start().session.view()).toMatchObject({ state: 'signed-out', lastEmail: MIA.email })
})

test('[11] what the server answers after a sign-out brings nothing of the session back', async () => {
  for (const isDenied of [true, false]) {
    const profile = profileOf()
    const { session, announced } = profile.start()
    await session.signIn(mia())
    const account = await session.account()
    profile.state.nowMs += 20 * 60_000
    let renewed: Promise<unknown> | undefined
    const response = await new Promise<ServerResponse>((resolve) => {
      server.answer('/session/refresh', (_body, asked) => resolve(asked))
      renewed = account?.accessToken()
    })
    expect(await session.signOut(false)).toEqual({ ok: true })

    if (isDenied) sendError(response, 401, 'unauthenticated')
    else {
      const grant = { identity: MIA, accessToken: 'late', accessExpiresAtMs: 1e15, refreshToken: 'late' }
      sendJson(response, 200, grant)
    }
    await renewed
    server.answer('/session/refresh')
    expect(profile.files()).toEqual([])
    expect(session.view()).toMatchObject({ state: 'signed-out', identity: null })
    expect(announced.filter((topic) => topic === 'session')).toHaveLength(2)
    expect(profile.start().session.view()).toMatchObject({ state: 'signed-out', identity: null })
  }
})

test('[11] sign-out works without the server', async () => {
  const profile = profileOf()
  const { session } = profile.start()
  await session.signIn(mia())
  await server.stop()
  expect(await session.signOut(false)).toEqual({ ok: true })
  expect(profile.files()).toEqual([])
  server = await startSessionServer()
})

test('[11] a wipe that a crash interrupted is finished at the next start, and nobody is signed in', async () => {
  const profile = profileOf()
  const first = profile.start()
  await first.session.signIn(mia())
  const folder = (await first.session.account())?.folder ?? ''
  await first.session.close()
  writeFileSync(`${folder}.doomed`, '')
  const second = profile.start()
  expect(second.session.view().state).toBe('signed-out')
  await expect.poll(() => profile.files()).toEqual([])
  await second.session.signIn(mia())
  expect((await second.session.account())?.seen).toBe('')
})

test('an account that cannot be opened does not sign anybody in', async () => {
  const profile = profileOf()
  const { session } = profile.start()
  profile.state.openFails = true
  expect(await session.signIn(mia())).toMatchObject({ ok: false, field: null })
  expect(session.view().state).toBe('signed-out')
  expect(profile.files()).toEqual([])
})

test('a disk that refuses the folder of an account signs nobody in, and says so', async () => {
  const profile = profileOf()
  writeFileSync(join(profile.folder, 'accounts'), 'no folder')
  const { session } = profile.start()
  expect(await session.signIn(mia())).toMatchObject({
    ok: false,
    message: expect.stringContaining('could not be opened')
  })
  expect(session.view()).toMatchObject({ state: 'signed-out', identity: null })
  expect(profile.files()).toEqual(['accounts'])
})

test('a damaged session file is a signed-out desk', async () => {
  const profile = profileOf()
  writeFileSync(join(profile.folder, 'session.json'), '{"serverUrl": 5')
  expect(profile.start().session.view().state).toBe('signed-out')
})

test('a change of name or role by the server is shown and kept', async () => {
  const profile = profileOf()
  const run = profile.start()
  await run.session.signIn(mia())
  server.answer('/session/refresh', (_body, response) => {
    const identity = { ...MIA, role: 'lead' }
    const body = { identity, accessToken: 'a', accessExpiresAtMs: Date.now() + 900_000, refreshToken: 'r' }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await (await run.session.account())?.accessToken('access-1')
  expect(run.session.view().identity?.role).toBe('lead')
  expect(readFileSync(join(profile.folder, 'session.json'), 'utf8')).toContain('"lead"')
})

test('a session whose run ends is not a sign-out: a page that asks meanwhile is not told of one', async () => {
  const profile = profileOf()
  const { session } = profile.start()
  expect(session.hasEnded()).toBe(false)
  await session.signIn(mia())
  const closing = session.close()
  expect(session.hasEnded()).toBe(true)
  await closing
  expect(await session.account()).toBeNull()
})
