import { io } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ConversationId } from '#shared/base/ids.ts'
import { ENTITIES } from '#shared/contract/entities.ts'
import { openCache } from '../../../src-main/cache/cache.ts'
import { readSyncState } from '../../../src-main/cache/sync-state.ts'
import { createHttpLink } from '../../../src-main/sync/http-link.ts'
import { systemClock } from '../../../src-server/app/system.ts'
import { TestAccount } from '../../harness/account.ts'
import { HandFlushedLink } from '../../harness/hand-flushed-link.ts'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import { settle } from '../../harness/virtual-clock.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ demo: { conversations: 200, messages: 2000 } })
}, 60_000)
afterAll(() => server.close())

const desks: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
})

async function aDesk(person = 0) {
  const email = server.tenant.people[person]?.email ?? ''
  const { grant } = await server.desk(email)
  const link = new HandFlushedLink(createHttpLink({ serverUrl: server.url, fetch, io }))
  for (const kind of ['push', 'changes', 'snapshotStart', 'snapshotPage'] as const) link.flowing.add(kind)
  const desk = new TestAccount({
    link,
    clock: systemClock,
    identity: grant.identity,
    accessToken: async () => grant.accessToken
  })
  desks.push(desk)
  await desk.open()
  return desk
}

type AnyDesk = Awaited<ReturnType<typeof aDesk>>

async function until(what: () => Promise<boolean>, ms = 10_000): Promise<void> {
  const endMs = Date.now() + ms
  while (!(await what())) {
    if (Date.now() > endMs) throw new Error('it did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const fresh = (desk: AnyDesk) => until(async () => (await desk.query('sync.status', {})).link === 'online')
const empty = (desk: AnyDesk) => until(async () => (await desk.query('outbox.list', {})).length === 0)

async function aChat(desk: AnyDesk): Promise<ConversationId> {
  const args = { filter: 'unanswered', channelId: null, search: '', after: null, limit: 1 } as const
  const [row] = (await desk.query('conversation.inbox', args)).rows
  if (!row) throw new Error('the demo has no unanswered conversation')
  return row.conversationId
}

/** What the cache holds, by table, in one order, without its local keys. */
function tablesOf(folder: string, owner: string) {
  const cache = openCache(folder, owner, () => undefined)
  const tables = {
    cursor: readSyncState(cache.read).cursor,
    users: cache.read.all('SELECT * FROM users ORDER BY id'),
    channels: cache.read.all('SELECT * FROM channels ORDER BY id'),
    partners: cache.read.all('SELECT * FROM partners ORDER BY id'),
    requests: cache.read.all('SELECT * FROM requests ORDER BY id'),
    steps: cache.read.all('SELECT * FROM request_steps ORDER BY id'),
    followers: cache.read.all('SELECT * FROM followers ORDER BY id'),
    marks: cache.read.all('SELECT * FROM read_marks ORDER BY conversation_id'),
    counts: cache.read.all('SELECT * FROM inbox_counts WHERE conversations > 0 ORDER BY channel_id, bucket'),
    categories: cache.read.all('SELECT * FROM canned_categories ORDER BY id'),
    responses: cache.read.all('SELECT * FROM canned_responses ORDER BY id'),
    conversations: cache.read
      .all<{ key: number }>('SELECT * FROM conversations ORDER BY id')
      .map(({ key: _key, ...row }) => row),
    messages: cache.read.all(
      `SELECT m.id, c.id AS conversation, m.position, m.direction, m.author_id, m.text, m.sent_at_ms
       FROM messages m JOIN conversations c ON c.key = m.conversation_key ORDER BY c.id, m.position`
    ),
    engagements: cache.read.all('SELECT * FROM engagements ORDER BY id'),
    sent: cache.read.all('SELECT * FROM sent_engagements ORDER BY id'),
    notes: cache.read.all(
      `SELECT n.id, c.id AS conversation, n.after_position, n.author_id, n.text, n.transferred_to_id, n.written_at_ms
       FROM notes n JOIN conversations c ON c.key = n.conversation_key ORDER BY n.id`
    )
  }
  cache.close()
  return tables
}

test('[PL8] a first copy holds every row that the server would hand out', async () => {
  const desk = await aDesk()
  await fresh(desk)
  const hand = await server.desk(server.tenant.people[0]?.email ?? '')
  await desk.account.close()
  const tables = tablesOf(desk.folder, `${hand.grant.identity.tenantId}/${hand.grant.identity.userId}`)
  const here: Record<string, number> = {
    user: tables.users.length,
    channel: tables.channels.length,
    'canned-category': tables.categories.length,
    'canned-response': tables.responses.length,
    partner: tables.partners.length,
    request: tables.requests.length,
    'request-step': tables.steps.length,
    follower: tables.followers.length,
    'read-mark': tables.marks.length,
    conversation: tables.conversations.length,
    message: tables.messages.length,
    note: tables.notes.length,
    engagement: tables.engagements.length,
    'sent-engagement': tables.sent.length
  }
  for (const { name } of ENTITIES) {
    expect({ [name]: here[name] }).toEqual({ [name]: (await hand.snapshotRows(name)).length })
  }
  expect(tables.messages.length).toBeGreaterThan(500)
}, 30_000)

test('[SN1, PL8] a desk that followed along holds the same as one that fetched everything afterwards', async () => {
  const first = await aDesk()
  await fresh(first)
  const conversationId = await aChat(first)
  for (let n = 0; n < 5; n++) await first.say(`reply ${n}`, conversationId)
  await first.ask('conversation.read', { conversationId, inboundSeq: 1 })
  const categoryId = 'made-here'
  await first.ask('canned-category.create', { categoryId, name: 'Made here' })
  await first.ask('canned-response.create', { responseId: 'r1', categoryId, title: 'T', text: 'text' })
  await first.ask('canned-response.edit', { responseId: 'r1', text: 'better' }, { version: 1 })
  await first.ask('conversation.finish', { conversationId }, { version: 99, inboundSeq: 99 })
  await empty(first)

  const second = await aDesk()
  await fresh(second)
  const { identity } = (await server.desk(server.tenant.people[0]?.email ?? '')).grant
  const owner = `${identity.tenantId}/${identity.userId}`
  await until(async () => (await first.query('sync.status', {})).unsent === 0)
  await first.account.close()
  await second.account.close()
  expect(tablesOf(first.folder, owner)).toEqual(tablesOf(second.folder, owner))
}, 30_000)

test('[PU1, LA1, OB3] with requests and answers lost and copies arriving late, each reply is there once and in order', async () => {
  const desk = await aDesk()
  await fresh(desk)
  const conversationId = await aChat(desk)
  desk.link.flowing.delete('push')
  const said: string[] = []
  let seed = 7
  const chance = (n: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % n
  }
  const hand = await server.desk(server.tenant.people[0]?.email ?? '')
  for (let n = 0; n < 12; n++) {
    const text = `chaos ${n}`
    said.push(text)
    await desk.say(text, conversationId)
    const push = await desk.link.next('push')
    const fate = chance(4)
    if (fate === 0) push.fail({ kind: 'network', message: 'the request is lost' })
    if (fate === 1) await push.loseAnswer()
    if (fate === 2) {
      await push.loseAnswer()
      // a copy of the same bytes that some proxy kept
      await hand.send('POST', '/sync/push', push.asked)
    }
    if (fate === 3) await push.pass()
    await settle()
    await desk.act('sync.retry-now', {})
  }
  desk.link.flowing.add('push')
  for (const request of desk.link.held.splice(0)) await request.loseAnswer()
  await settle()
  await desk.act('sync.retry-now', {})
  await empty(desk)
  const rows = (await hand.snapshotRows('message')) as {
    conversationId: string
    position: number
    text: string
  }[]
  const chaos = rows
    .filter((row) => row.conversationId === conversationId && row.text.startsWith('chaos'))
    .sort((a, b) => a.position - b.position)
  expect(chaos.map((row) => row.text)).toEqual(said)
  expect((await desk.thread(conversationId)).filter((text) => text.startsWith('chaos'))).toEqual(
    said.map((text) => `${text}: sent`)
  )
}, 60_000)

test('[CF1, CF2, OB5] two agents reply to one waiting chat: the second sees who was first, and keeps the words', async () => {
  const [mia, tom] = [await aDesk(0), await aDesk(1)]
  await fresh(mia)
  await fresh(tom)
  const conversationId = await aChat(mia)
  const header = await tom.query('conversation.header', { conversationId })
  const base = { version: header?.ownerVersion ?? 0, inboundSeq: header?.inboundSeq ?? 0 }
  await tom.act('sync.set-offline', { offline: true })
  await tom.ask('message.send', { conversationId, text: 'mine, written offline' }, base)
  await mia.ask('message.send', { conversationId, text: 'I was first' }, base)
  await empty(mia)
  await tom.act('sync.set-offline', { offline: false })
  await until(async () => (await tom.query('sync.status', {})).refused === 1)

  const [item] = await tom.query('outbox.list', {})
  const first = server.tenant.people[0]
  expect(item?.rejection).toMatchObject({ code: 'already_taken', detail: { by: first?.userId } })
  expect(item?.args).toMatchObject({ text: 'mine, written offline' })
  expect((await tom.thread(conversationId)).slice(-2)).toEqual([
    'I was first: sent',
    'mine, written offline: refused'
  ])

  // a confirmed take-over, from what is on screen now
  const now = await tom.query('conversation.header', { conversationId })
  const retry = await tom.act('outbox.retry', {
    opId: item?.opId as never,
    base: { version: now?.ownerVersion ?? 0, inboundSeq: now?.inboundSeq ?? 0 },
    args: { conversationId, text: 'mine, written offline', takeOver: true }
  })
  expect(retry.ok).toBe(true)
  await empty(tom)
  await until(async () => {
    const seen = await mia.query('conversation.header', { conversationId })
    return seen?.owner?.isMe === false
  })
}, 30_000)

test('a restarted server is found again without anyone asking', async () => {
  const desk = await aDesk()
  await fresh(desk)
  const conversationId = await aChat(desk)
  await server.restart()
  await desk.say('after the restart', conversationId)
  await empty(desk)
  expect((await desk.thread(conversationId)).at(-1)).toBe('after the restart: sent')
}, 60_000)
