// What stays on this computer: [10] tokens, [11] what a sign-out leaves, and what the log tells.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import {
  aProfileFolder,
  filesIn,
  filesWith,
  type RunningDesk,
  removeFolder,
  startDesk
} from '../desk/running-desk.ts'

let server: TestServer
const folders: string[] = []

function profile(): string {
  const folder = aProfileFolder()
  folders.push(folder)
  return folder
}

const mia = () => {
  const person = server.tenant.people[0]
  if (!person) throw new Error('the tenant has nobody')
  return person
}

test.beforeAll(async () => {
  server = await startTestServer()
})

test.afterAll(async () => {
  await server.close()
  for (const folder of folders) removeFolder(folder)
})

/** Remembers every token that the server hands out to this desk from now on. */
async function watchTokens(desk: RunningDesk): Promise<() => Promise<string[]>> {
  await desk.app.evaluate(({ net }) => {
    const tokens: string[] = []
    const fetch = net.fetch.bind(net)
    Object.assign(globalThis, { tokens })
    net.fetch = async (...request) => {
      const response = await fetch(...request)
      const text = await response.clone().text()
      for (const [, token] of text.matchAll(/"(?:access|refresh)Token":"([^"]+)"/g))
        if (token) tokens.push(token)
      return response
    }
  })
  return () => desk.app.evaluate(() => (globalThis as unknown as { tokens: string[] }).tokens)
}

const stateOf = async (desk: RunningDesk) => {
  const reply = await desk.query('session.current')
  return reply.ok ? reply.value : reply
}

test('[10] without a keychain the token is in memory only, and a restart asks for the password', async () => {
  const folder = profile()
  const first = await startDesk(folder, server.url)
  expect(await stateOf(first)).toMatchObject({ state: 'signed-out', keychain: 'weak' })
  const tokens = await watchTokens(first)
  expect(await first.signIn(mia().email, mia().password)).toMatchObject({ ok: true, value: { ok: true } })
  expect(await stateOf(first)).toMatchObject({ state: 'signed-in', kept: false })
  const handedOut = await tokens()
  expect(handedOut.length).toBeGreaterThanOrEqual(2)
  await first.app.close()
  expect(filesWith(folder, handedOut)).toEqual([])
  expect(filesIn(folder)).not.toContain('session.json')

  const second = await startDesk(folder, server.url)
  expect(await stateOf(second)).toMatchObject({ state: 'signed-out', lastEmail: mia().email })
  await second.app.close()
})

test('[10] with consent it is kept, but nowhere as it is', async () => {
  const folder = profile()
  const first = await startDesk(folder, server.url)
  const tokens = await watchTokens(first)
  await first.signIn(mia().email, mia().password, true)
  expect(await stateOf(first)).toMatchObject({ state: 'signed-in', kept: true, keychain: 'weak' })
  const handedOut = await tokens()
  await first.app.close()
  expect(filesIn(folder)).toContain('session.json')
  expect(filesWith(folder, handedOut)).toEqual([])
  expect(filesWith(folder, [mia().password])).toEqual([])

  const second = await startDesk(folder, server.url)
  expect(await stateOf(second)).toMatchObject({ state: 'signed-in', kept: true })
  await second.app.close()
})

test('[11] after a sign-out nothing of the person and the followers is left', async () => {
  const folder = profile()
  const desk = await startDesk(folder, server.url)
  await desk.signIn(mia().email, mia().password, true)
  await expect
    .poll(async () =>
      JSON.stringify(await desk.query('conversation.header', { conversationId: 'acme-chat' }))
    )
    .toContain('Amal Haddad')
  await desk.page.evaluate(() => localStorage.setItem('left', 'Amal Haddad in the page'))
  const text = { conversationId: 'acme-chat', text: 'a draft about Amal Haddad' }
  expect(await desk.act('conversation.save-draft', text)).toMatchObject({ value: { saved: true } })
  expect(filesWith(folder, ['Amal Haddad']).length).toBeGreaterThan(0)
  expect(await desk.act('session.sign-out', { discardUnsent: true })).toEqual({
    ok: true,
    value: { ok: true }
  })
  expect(await stateOf(desk)).toMatchObject({ state: 'signed-out', identity: null })
  expect(await desk.query('conversation.header', { conversationId: 'acme-chat' })).toMatchObject({
    ok: false,
    code: 'signed_out'
  })
  expect(filesIn(folder).filter((name) => name.startsWith('accounts') || name === 'session.json')).toEqual([])
  await desk.app.close()
  expect(filesWith(folder, ['Amal Haddad'])).toEqual([])
})

test('[11] another person who signs in does not open what the first left behind', async () => {
  const folder = profile()
  const first = await startDesk(folder, server.url)
  await first.signIn(mia().email, mia().password)
  const draft = { conversationId: 'acme-chat', text: 'only Mia may read this' }
  await expect
    .poll(async () =>
      JSON.stringify(await first.query('conversation.header', { conversationId: 'acme-chat' }))
    )
    .toContain('Amal Haddad')
  await first.act('conversation.save-draft', draft)
  await first.app.close()

  const second = await startDesk(folder, server.url)
  const tom = server.tenant.people[1]
  await second.signIn(tom?.email ?? '', tom?.password ?? '')
  expect(await stateOf(second)).toMatchObject({ state: 'signed-in', identity: { name: 'Tom' } })
  expect(await second.query('conversation.draft', { conversationId: 'acme-chat' })).toEqual({
    ok: true,
    value: null
  })
  await second.app.close()
})

test('the log tells no message, no name and no token', async () => {
  const folder = profile()
  const desk = await startDesk(folder, server.url)
  const tokens = await watchTokens(desk)
  await desk.signIn(mia().email, mia().password)
  await desk.act('settings.save', { theme: 'a very secret theme' })
  await desk.query('conversation.thread', { conversationId: 'Amal Haddad' })
  const handedOut = await tokens()
  await desk.app.close()
  const log = readFileSync(join(folder, 'logs', 'desk.log'), 'utf8')
  expect(log).toContain('refused')
  for (const secret of ['secret', 'Amal', mia().email, ...handedOut]) expect(log).not.toContain(secret)
})
