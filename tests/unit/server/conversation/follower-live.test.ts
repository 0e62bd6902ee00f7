import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { FOLLOWER_LIVE, FollowerChannel, FollowerMessage, PATHS } from '#shared/contract/wire.ts'
import { aBrowser, type Running, startRunning } from './running.ts'

const SLUG = 'northwind-coffee'

let server: Running
beforeAll(async () => {
  server = await startRunning()
})
afterAll(() => server.stop())

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect()
})

/** A page's live link and what it has heard. */
async function listen(slug: string, headers: Record<string, string>) {
  const socket = io(server.url + FOLLOWER_LIVE.namespace, {
    path: PATHS.live,
    auth: { slug },
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true
  })
  sockets.push(socket)
  const heard: unknown[] = []
  socket.on(FOLLOWER_LIVE.message, (raw) => heard.push(FollowerMessage.parse(raw).text))
  socket.on(FOLLOWER_LIVE.channel, (raw) => heard.push(FollowerChannel.parse(raw).chatEnabled))
  const outcome = await new Promise<string>((resolve) => {
    socket.on('connect', () => resolve('connected'))
    socket.on('connect_error', (error) => resolve(error.message))
  })
  return { socket, heard, outcome }
}

async function aFollower(name: string, slug = SLUG) {
  const browser = aBrowser(server.url, slug)
  await browser.tellName(name)
  await browser.write(`first-${name}`, 'Hello')
  const { conversationId } = (await browser.thread()).body
  return { browser, conversationId }
}

test('a follower hears the answers of their own conversation, and nobody else does', async () => {
  const amal = await aFollower('Amal')
  const nils = await aFollower('Nils')
  const amalsPage = await listen(SLUG, { cookie: amal.browser.cookie() })
  const nilsPage = await listen(SLUG, { cookie: nils.browser.cookie() })
  const visitor = await listen(SLUG, {})
  const { conversationId } = amal
  const mia = await server.desk('mia')
  await mia.push('message.send', `conversation:${conversationId}`, { conversationId, text: 'Hello Amal' })
  await amal.browser.write('second', 'Hello Mia')
  await vi.waitFor(() => expect(amalsPage.heard).toEqual(['Hello Amal', 'Hello Mia']))
  expect(nilsPage.heard).toEqual([])
  expect(visitor.heard).toEqual([])
})

test('[CF16] [CH7] a note and a transfer with its note reach the desks, and no word of them a page', async () => {
  const amal = await aFollower('Amina')
  const amalsPage = await listen(SLUG, { cookie: amal.browser.cookie() })
  const raw: unknown[] = []
  amalsPage.socket.onAny((...args: unknown[]) => raw.push(args))
  const { conversationId } = amal
  const mia = await server.desk('mia')
  await mia.push('note.write', `note:${conversationId}`, { conversationId, text: 'SECRET one' })
  const tom = await server.storage.read((db) =>
    db.selectFrom('users').select('id').where('email', '=', 'tom@demo.octopus.test').executeTakeFirstOrThrow()
  )
  const transfer = { conversationId, toUserId: tom.id, note: 'SECRET two' }
  await mia.push('message.send', `conversation:${conversationId}`, { conversationId, text: 'A moment' })
  const given = await mia.push('conversation.transfer', `conversation:${conversationId}`, transfer)
  expect(given.status).toBe('accepted')
  await mia.push('note.write', `note:${conversationId}`, { conversationId, text: 'SECRET three' })
  // told after all the notes: what came before it has been told or never will be
  await amal.browser.write('after-notes', 'Still here')
  await vi.waitFor(() => expect(amalsPage.heard.at(-1)).toBe('Still here'))
  const thread = (await amal.browser.thread()).body
  expect(JSON.stringify([raw, thread])).not.toContain('SECRET')
  expect(thread.messages.map(({ position }: { position: number }) => position)).toEqual([1, 2, 3])
  expect(thread.lastPosition).toBe(3)
})

test('a first message is heard by a page that was open before the conversation', async () => {
  const browser = aBrowser(server.url, SLUG)
  await browser.tellName('Rosa')
  const page = await listen(SLUG, { cookie: browser.cookie() })
  await browser.write('rosas-first', 'Anyone?')
  await vi.waitFor(() => expect(page.heard).toEqual(['Anyone?']))
})

test('[CH1] every page of a channel hears at once that its chat is off', async () => {
  const page = await listen(SLUG, {})
  const elsewhere = await listen('acme-care', {})
  const channel = await server.storage.read((db) =>
    db.selectFrom('channels').select('id').where('slug', '=', SLUG).executeTakeFirstOrThrow()
  )
  const lena = await server.desk('lena')
  for (const enabled of [false, true]) {
    await lena.push('channel.set-chat', `channel:${channel.id}`, { channelId: channel.id, enabled })
  }
  await vi.waitFor(() => expect(page.heard).toEqual([false, true]))
  expect(elsewhere.heard).toEqual([])
})

test.each([
  ['an unknown channel', 'nowhere', {}],
  ["another site's page", SLUG, { origin: 'https://evil.test' }]
])('%s is not connected', async (_case, slug, headers) => {
  expect((await listen(slug, headers)).outcome).toBe('There is no chat at this address.')
})

test('a page that talks is cut off', async () => {
  const page = await listen(SLUG, {})
  const ended = new Promise((resolve) => page.socket.on('disconnect', resolve))
  page.socket.emit('message', { text: 'Hello' })
  await ended
  expect(page.socket.connected).toBe(false)
})
