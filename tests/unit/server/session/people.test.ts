import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AdminCallName, adminPath } from '#shared/contract/admin-calls.ts'
import { LIVE, PATHS } from '#shared/contract/wire.ts'
import { PasswordInvitation, People } from '#shared/features/session/people.ts'
import type { Desk } from '../../../harness/desk.ts'
import { nextEvent } from '../../../harness/desk.ts'
import { startMailServer } from '../../../harness/mail-server.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'

let server: TestServer
let adam: Desk

beforeEach(async () => {
  server = await startTestServer()
  adam = await server.desk('adam@acme.test')
})
afterEach(() => server.close())

const ask = (desk: Desk, name: AdminCallName, args: object) => desk.send('POST', adminPath(name), args)

async function stateOf(email: string) {
  const { people } = People.parse((await ask(adam, 'admin.people.list', {})).json)
  return people.find((person) => person.email === email)
}

async function audited(): Promise<string[]> {
  const rows = await server
    .storage()
    .read((db) =>
      db
        .selectFrom('audit')
        .select(['action', 'target', 'actor_id'])
        .where('action', '!=', 'session.sign-in')
        .orderBy('id')
        .execute()
    )
  return rows.map(({ action, target, actor_id }) => `${actor_id} ${action} ${target}`)
}

function choose(link: string, password: string, again = password) {
  const token = new URL(link).searchParams.get('token') ?? ''
  return fetch(server.url + PATHS.choosePassword, {
    method: 'POST',
    body: new URLSearchParams({ token, password, again })
  })
}

function signIn(email: string, password: string) {
  return fetch(server.url + PATHS.signIn, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, deviceName: 'test' })
  })
}

const NEW = { name: 'Nora <b>O’Neil</b>', email: 'Nora@Acme.test ', role: 'lead' }

test('somebody invited chooses a password by a link that works once, and signs in', async () => {
  const before = (await adam.pull(1)).to
  const invited = PasswordInvitation.parse((await ask(adam, 'admin.people.invite', NEW)).json)
  const link = invited.link ?? ''
  expect(link).toMatch(new RegExp(`^${server.url}/session/password\\?token=`))
  expect(await stateOf('nora@acme.test')).toMatchObject({
    role: 'lead',
    state: 'invited',
    lastSeenAtMs: null
  })
  // colleagues' desks hear of the person
  expect((await adam.pull(before)).items).toMatchObject([{ type: 'user.changed' }])
  // before a password is chosen none fits
  expect((await signIn('nora@acme.test', '')).status).toBe(401)

  const form = await fetch(link)
  expect(form.status).toBe(200)
  expect(form.headers.get('content-security-policy')).toContain("default-src 'none'")
  const html = await form.text()
  expect(html).toContain('Nora &lt;b&gt;')
  expect(html).not.toMatch(/<script|<b>/)
  for (const [password, again] of [
    ['short', 'short'],
    ['long enough one', 'long enough two']
  ]) {
    const refused = await choose(link, password ?? '', again)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('role="alert"')
  }
  expect((await choose(link, 'long enough one')).status).toBe(200)
  expect((await choose(link, 'another long one')).status).toBe(404)
  expect((await fetch(link)).status).toBe(404)
  expect((await signIn('nora@acme.test', 'long enough one')).status).toBe(200)
  expect(await stateOf('nora@acme.test')).toMatchObject({ state: 'active' })
  expect(await audited()).toEqual([
    expect.stringMatching(/^acme-adam person\.invite user:/),
    expect.stringMatching(/ person\.choose-password user:/)
  ])
  expect(server.logged()).not.toContain(new URL(link).searchParams.get('token'))
})

test('a link of another making, of another time or for an access token opens nothing', async () => {
  const { json } = await ask(adam, 'admin.people.invite', NEW)
  const link = PasswordInvitation.parse(json).link ?? ''
  for (const token of ['', 'x.y.z', adam.grant.accessToken, `${new URL(link).searchParams.get('token')}x`]) {
    expect((await fetch(`${server.url}${PATHS.choosePassword}?token=${token}`)).status).toBe(404)
  }
  const asBearer = await fetch(server.url + PATHS.changes, {
    headers: { authorization: `Bearer ${new URL(link).searchParams.get('token')}` }
  })
  expect(asBearer.status).toBe(401)
  server.advance(8 * 86_400_000)
  expect((await fetch(link)).status).toBe(404)
})

test('an address that is taken is refused with the reason, also that of another company', async () => {
  await seedTenant(server.storage(), 'other')
  for (const email of ['mia@acme.test', 'MIA@other.test']) {
    const refused = await ask(adam, 'admin.people.invite', { ...NEW, email })
    expect([refused.status, refused.json]).toMatchObject([409, { error: { code: 'conflict' } }])
  }
  expect(await audited()).toEqual([])
})

test('[security 19] a deactivated person is out at once, and in again when reactivated', async () => {
  const mia = await server.desk('mia@acme.test')
  const socket = mia.live()
  await nextEvent(socket, LIVE.heartbeat)
  const ended = nextEvent(socket, LIVE.ended)
  const { userId } = mia.grant.identity
  const sinceMs = Date.now()
  expect((await ask(adam, 'admin.people.deactivate', { userId })).status).toBe(200)
  expect((await mia.send('GET', `${PATHS.changes}?since=0`)).status).toBe(401)
  await ended
  expect(Date.now() - sinceMs).toBeLessThan(5000)
  socket.close()
  expect(await stateOf('mia@acme.test')).toMatchObject({ state: 'deactivated' })
  const reset = await ask(adam, 'admin.people.reset-password', { userId })
  expect(reset.status).toBe(409)
  expect((await ask(adam, 'admin.people.activate', { userId })).status).toBe(200)
  await server.signIn('mia@acme.test')
  expect(await audited()).toEqual([
    'acme-adam user.deactivate user:acme-mia',
    'acme-adam user.activate user:acme-mia'
  ])
})

test('a reset ends every session and the old password; the link of the reset before is dead', async () => {
  const mia = await server.desk('mia@acme.test')
  const { userId } = mia.grant.identity
  const reset = async () =>
    PasswordInvitation.parse((await ask(adam, 'admin.people.reset-password', { userId })).json).link ?? ''
  const first = await reset()
  const second = await reset()
  expect((await mia.send('GET', `${PATHS.changes}?since=0`)).status).toBe(401)
  await expect(server.signIn('mia@acme.test')).rejects.toThrow('401')
  expect((await fetch(first)).status).toBe(404)
  expect((await choose(second, 'a whole new one')).status).toBe(200)
  expect((await signIn('mia@acme.test', 'a whole new one')).status).toBe(200)
})

test('nobody changes their own access, so that the last administrator stays; nor what is not theirs', async () => {
  await seedTenant(server.storage(), 'other')
  const { userId } = adam.grant.identity
  for (const [name, args] of [
    ['admin.people.set-role', { userId, role: 'agent' }],
    ['admin.people.deactivate', { userId }],
    ['admin.people.reset-password', { userId }]
  ] as const) {
    const own = await ask(adam, name, args)
    expect([own.status, own.json]).toMatchObject([409, { error: { code: 'conflict' } }])
    const other = await ask(adam, name, { ...args, userId: 'other-mia' })
    expect([other.status, other.json]).toMatchObject([404, { error: { code: 'not_found' } }])
  }
  expect(await stateOf('adam@acme.test')).toMatchObject({ role: 'admin', state: 'active' })
  expect(await audited()).toEqual([])
})

test('of two administrators who demote each other at once one stays', async () => {
  await ask(adam, 'admin.people.set-role', { userId: 'acme-lena', role: 'admin' })
  const lena = await server.desk('lena@acme.test')
  const answers = await Promise.all([
    ask(adam, 'admin.people.set-role', { userId: 'acme-lena', role: 'agent' }),
    ask(lena, 'admin.people.set-role', { userId: 'acme-adam', role: 'agent' })
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
})

test('with a mail server the link goes out by mail, and is not shown', async () => {
  const mails = await startMailServer()
  const mailing = await startTestServer({ smtp: { url: mails.url, from: 'desk@acme.test' } })
  try {
    const desk = await mailing.desk('adam@acme.test')
    const { json } = await ask(desk, 'admin.people.invite', {
      ...NEW,
      name: 'Nora\r\nBcc: all@acme.test'
    })
    expect(json).toMatchObject({ link: null, email: 'nora@acme.test' })
    await expect.poll(() => mails.received.length, { timeout: 10_000 }).toBe(1)
    const [mail] = mails.received
    expect(mail?.to).toEqual(['nora@acme.test'])
    expect(mail?.raw).not.toMatch(/^Bcc:/m)
    const text = (mail?.raw ?? '').replace(/=\r\n/g, '').replace(/=3D/g, '=')
    const [link = ''] = /http:\S+\?token=[\w.-]+/.exec(text) ?? []
    expect((await fetch(link)).status).toBe(200)
  } finally {
    await mailing.close()
    await mails.close()
  }
})
