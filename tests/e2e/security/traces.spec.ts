// What stays on this computer: [10] tokens, [11] what a sign-out leaves, and what the log tells. One computer lives
// through all of it, because each start of a desk is dear.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import {
  aProfileFolder,
  filesIn,
  filesWith,
  type RunningDesk,
  removeFolder,
  startDesk
} from '../desk/running-desk.ts'
import { test } from '../test.ts'

test.describe.configure({ mode: 'serial' })

let folder: string
let server: TestServer
let desk: RunningDesk
/** every token that the server has handed out to the last run of the desk */
let handedOut: string[]

const mia = () => {
  const person = server.tenant.people[0]
  if (!person) throw new Error('the tenant has nobody')
  return person
}

test.beforeAll(async () => {
  folder = aProfileFolder()
  server = await startTestServer()
})

test.afterAll(async () => {
  await desk?.app.close().catch(() => {}) // a test that failed may have left it
  await server.close()
  removeFolder(folder)
})

/** Remembers every token that the server hands out to this desk from now on. */
async function watchTokens(): Promise<() => Promise<string[]>> {
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

const state = async () => {
  const reply = await desk.query('session.current')
  return reply.ok ? reply.value : reply
}

/** Resolves when the desk has copied the chat with Amal Haddad. */
const copied = () =>
  expect
    .poll(async () =>
      JSON.stringify(await desk.query('conversation.header', { conversationId: 'acme-chat' }))
    )
    .toContain('Amal Haddad')

test('[10] without a keychain the token is in memory only, and a restart asks for the password', async () => {
  desk = await startDesk(folder, server.url)
  expect(await state()).toMatchObject({ state: 'signed-out', keychain: 'weak' })
  const tokens = await watchTokens()
  expect(await desk.signIn(mia().email, mia().password)).toMatchObject({ ok: true, value: { ok: true } })
  expect(await state()).toMatchObject({ state: 'signed-in', kept: false })
  await copied()
  await desk.act('conversation.save-draft', { conversationId: 'acme-chat', text: 'only Mia may read this' })
  await desk.act('settings.save', { theme: 'a very secret theme' })
  await desk.query('conversation.thread', { conversationId: 'Amal Haddad' })
  handedOut = await tokens()
  expect(handedOut.length).toBeGreaterThanOrEqual(2)
  await desk.app.close()
  expect(filesWith(folder, handedOut)).toEqual([])
  expect(filesIn(folder)).not.toContain('session.json')
})

test('the log tells no message, no name and no token', () => {
  const log = readFileSync(join(folder, 'logs', 'desk.log'), 'utf8')
  expect(log).toContain('refused')
  for (const secret of ['secret', 'Amal', mia().email, ...handedOut]) expect(log).not.toContain(secret)
})

test('[11] another person who signs in does not open what the first left behind', async () => {
  desk = await startDesk(folder, server.url)
  expect(await state()).toMatchObject({ state: 'signed-out', lastEmail: mia().email })
  const tom = server.tenant.people[1]
  await desk.signIn(tom?.email ?? '', tom?.password ?? '')
  expect(await state()).toMatchObject({ state: 'signed-in', identity: { name: 'Tom' } })
  await copied()
  expect(await desk.query('conversation.draft', { conversationId: 'acme-chat' })).toEqual({
    ok: true,
    value: null
  })
  expect(await desk.act('session.sign-out', { discardUnsent: true })).toMatchObject({ value: { ok: true } })
})

test('[10] with consent it is kept, but nowhere as it is', async () => {
  const tokens = await watchTokens()
  await desk.signIn(mia().email, mia().password, true)
  expect(await state()).toMatchObject({ state: 'signed-in', kept: true, keychain: 'weak' })
  handedOut = await tokens()
  await desk.app.close()
  expect(handedOut.length).toBeGreaterThanOrEqual(2)
  expect(filesIn(folder)).toContain('session.json')
  expect(filesWith(folder, handedOut)).toEqual([])
  expect(filesWith(folder, [mia().password])).toEqual([])

  desk = await startDesk(folder, server.url)
  expect(await state()).toMatchObject({ state: 'signed-in', kept: true })
})

test('[11] after a sign-out nothing of the person and the followers is left', async () => {
  await copied()
  await desk.page.evaluate(() => localStorage.setItem('left', 'Amal Haddad in the page'))
  const text = { conversationId: 'acme-chat', text: 'a draft about Amal Haddad' }
  expect(await desk.act('conversation.save-draft', text)).toMatchObject({ value: { saved: true } })
  expect(filesWith(folder, ['Amal Haddad']).length).toBeGreaterThan(0)
  expect(await desk.act('session.sign-out', { discardUnsent: true })).toEqual({
    ok: true,
    value: { ok: true }
  })
  expect(await state()).toMatchObject({ state: 'signed-out', identity: null })
  expect(await desk.query('conversation.header', { conversationId: 'acme-chat' })).toMatchObject({
    ok: false,
    code: 'signed_out'
  })
  expect(filesIn(folder).filter((name) => name.startsWith('accounts') || name === 'session.json')).toEqual([])
  await desk.app.close()
  expect(filesWith(folder, ['Amal Haddad', 'only Mia may read this'])).toEqual([])
})
