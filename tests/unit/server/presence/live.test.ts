import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { FOLLOWER_LIVE, FollowerThread, LIVE, PATHS } from '#shared/contract/wire.ts'
import { conversationTake } from '#shared/features/conversation/operations.ts'
import { Hint } from '#shared/features/presence/hints.ts'
import { type Desk, nextEvent } from '../../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'
import { aBrowser } from '../conversation/running.ts'

const SHOP = 'acme-shop'

let server: TestServer
const open: Socket[] = []
let followers = 0
beforeAll(async () => {
  server = await startTestServer()
  await seedTenant(server.storage(), 'globex')
})
afterEach(() => {
  for (const socket of open.splice(0)) socket.close()
})
afterAll(() => server.close())

/** A desk on the live line, and what it hears of others, in words. */
async function onLine(email: string) {
  const desk: Desk = await server.desk(email)
  const socket = desk.live()
  open.push(socket)
  const heard: string[] = []
  socket.on(LIVE.hint, (raw: unknown) => {
    const { by, doing, conversationId } = Hint.parse(raw)
    heard.push(`${by.kind === 'colleague' ? by.name : 'follower'} ${doing} ${conversationId}`)
  })
  await nextEvent(socket, LIVE.heartbeat)
  return {
    desk,
    socket,
    heard,
    say: (doing: string, conversationId: string) => socket.emit(LIVE.hint, { conversationId, doing })
  }
}

/** A follower who has written, and what their page hears of typing. */
async function aFollower(name: string) {
  const browser = aBrowser(server.url, SHOP)
  await browser.tellName(name)
  followers++
  await browser.write(`first-${followers}`, 'Hello')
  const { conversationId } = FollowerThread.parse((await browser.thread()).body)
  const socket = io(server.url + FOLLOWER_LIVE.namespace, {
    path: PATHS.live,
    auth: { slug: SHOP },
    transports: ['websocket'],
    extraHeaders: { cookie: browser.cookie() },
    reconnection: false,
    forceNew: true
  })
  open.push(socket)
  const heard: unknown[] = []
  socket.on(FOLLOWER_LIVE.typing, (news) => heard.push(news))
  await nextEvent(socket, 'connect')
  return {
    browser,
    conversationId: ConversationId.parse(conversationId),
    heard,
    types: (typing: boolean) => browser.ask('typing', { typing })
  }
}

/** Everything that was said before has arrived by then. */
async function settled(one: Awaited<ReturnType<typeof onLine>>, other: Awaited<ReturnType<typeof onLine>>) {
  const mark = `viewing acme-chat`
  const before = other.heard.length
  one.say('viewing', 'acme-chat')
  await vi.waitFor(() => expect(other.heard.slice(before).some((line) => line.endsWith(mark))).toBe(true))
}

test('[CH7] colleagues see who views and who writes, not themselves; it ends with the connection', async () => {
  const amal = await aFollower('Amal')
  const [mia, tom] = [await onLine('mia@acme.test'), await onLine('tom@acme.test')]
  mia.say('viewing', amal.conversationId)
  mia.say('typing', amal.conversationId)
  await vi.waitFor(() =>
    expect(tom.heard).toEqual([`Mia viewing ${amal.conversationId}`, `Mia typing ${amal.conversationId}`])
  )
  // who comes later is told at once
  tom.say('viewing', amal.conversationId)
  await vi.waitFor(() => expect(tom.heard).toHaveLength(3))
  expect(mia.heard).toEqual([`Tom viewing ${amal.conversationId}`])
  mia.socket.close()
  await vi.waitFor(() => expect(tom.heard.at(-1)).toBe(`Mia gone ${amal.conversationId}`))
})

test('[CH7] [security 18] nothing crosses tenants, and what is not a conversation of the tenant is told to nobody', async () => {
  const [mia, tom, stranger] = [
    await onLine('mia@acme.test'),
    await onLine('tom@acme.test'),
    await onLine('tom@globex.test')
  ]
  mia.say('typing', 'globex-chat')
  mia.say('typing', 'nowhere')
  mia.socket.emit(LIVE.hint, { conversationId: 'acme-chat', doing: 'shouting' })
  mia.socket.emit(LIVE.hint, 'typing')
  stranger.say('typing', 'acme-chat')
  await settled(mia, tom)
  expect(tom.heard).toEqual(['Mia viewing acme-chat'])
  expect(stranger.heard).toEqual([])
})

test('[CH7] the follower sees an answer being written, by whoever may answer, and nothing of who only looks', async () => {
  const [amal, nils] = [await aFollower('Amal'), await aFollower('Nils')]
  const [mia, tom] = [await onLine('mia@acme.test'), await onLine('tom@acme.test')]
  mia.say('viewing', amal.conversationId)
  mia.say('typing', amal.conversationId)
  mia.say('viewing', amal.conversationId)
  const said = [
    { name: 'Mia', typing: true },
    { name: 'Mia', typing: false }
  ]
  await vi.waitFor(() => expect(amal.heard).toEqual(said))
  await mia.desk.push(mia.desk.operation(conversationTake, { conversationId: amal.conversationId }))
  tom.say('typing', amal.conversationId)
  await settled(tom, mia)
  expect(amal.heard).toEqual(said)
  expect(nils.heard).toEqual([])
})

test('[CH7] [security 26] a follower’s typing is told of their own conversation only, and is kept nowhere', async () => {
  const [amal, nils] = [await aFollower('Amal'), await aFollower('Nils')]
  const mia = await onLine('mia@acme.test')
  const { seq } = await mia.desk.openSnapshot()
  expect((await amal.types(true)).status).toBe(204)
  expect((await nils.types(true)).status).toBe(204)
  expect((await nils.types(false)).status).toBe(204)
  await vi.waitFor(() =>
    expect(mia.heard).toEqual([
      `follower typing ${amal.conversationId}`,
      `follower typing ${nils.conversationId}`,
      `follower gone ${nils.conversationId}`
    ])
  )
  const forged = aBrowser(server.url, SHOP)
  expect((await forged.ask('typing', { typing: true, conversationId: amal.conversationId })).status).toBe(401)
  const elsewhere = await amal.browser.ask(
    'typing',
    { typing: true },
    { origin: 'https://elsewhere.example' }
  )
  expect(elsewhere.status).toBe(403)
  expect(mia.heard).toHaveLength(3)
  expect((await mia.desk.pull(seq)).head).toBe(seq)
})

test('[CH7] [security 21] a desk that floods is not heard beyond its measure', async () => {
  const [mia, tom] = [await onLine('mia@acme.test'), await onLine('tom@acme.test')]
  for (let i = 0; i < 40; i++) mia.say(i % 2 === 0 ? 'viewing' : 'typing', 'acme-chat')
  await settled(tom, mia)
  // and who is there already, when Tom comes
  expect(tom.heard.length).toBeLessThanOrEqual(21)
  expect(tom.heard.length).toBeGreaterThan(0)
})
