import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { ENTITIES } from '#shared/contract/entities.ts'
import { PATHS } from '#shared/contract/wire.ts'
import { messageEntity } from '#shared/features/conversation/entities.ts'
import { conversationRead, messageSend } from '#shared/features/conversation/operations.ts'
import { PAGE_DATABASE_TYPE, PAGE_NEXT_HEADER } from '#shared/sync/snapshot.ts'
import type { Desk } from '../../../harness/desk.ts'
import { messageRow } from '../../../harness/message-table.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'

let server: TestServer
let mia: Desk

beforeAll(async () => {
  server = await startTestServer({ demo: { conversations: 40 } })
  mia = await server.desk('mia@demo.octopus.test')
})
afterAll(() => server.close())

test('a Snapshot names every entity in the order of the contract, with its size', async () => {
  const start = await mia.openSnapshot()
  expect(start.entities.map((entity) => entity.name)).toEqual(ENTITIES.map((entity) => entity.name))
  for (const { name, rows } of start.entities) expect(await mia.snapshotRows(name)).toHaveLength(rows)
  expect(await mia.pull(start.seq)).toMatchObject({ epoch: start.epoch, from: start.seq, items: [] })
})

test.each(ENTITIES.map((entity) => [entity.name, entity] as const))(
  'all rows of %s come once and fit their schema, whatever the size of a page',
  async (name, entity) => {
    const whole = await mia.snapshotRows(name)
    const size = Math.max(1, Math.ceil(whole.length / 7))
    expect(await mia.snapshotRows(name, size)).toEqual(whole)
    const ids = whole.map((row) => entity.id(entity.row.parse(row) as never))
    expect(new Set(ids).size).toBe(whole.length)
  }
)

test('[SN6] the newest conversations and messages come first', async () => {
  for (const [name, time] of [
    ['conversation', 'lastActivityMs'],
    ['message', 'sentAtMs']
  ] as const) {
    const times = (await mia.snapshotRows(name, 50)).map((row) => (row as Record<string, number>)[time])
    expect(times).toEqual(times.toSorted((a, b) => Number(b) - Number(a)))
  }
})

test('[SQ3] read marks are those of the caller only', async () => {
  const tom = await server.desk('tom@demo.octopus.test')
  const owners = async (desk: Desk) =>
    new Set((await desk.snapshotRows('read-mark')).map((row) => (row as { userId: string }).userId))
  expect(await owners(mia)).toEqual(new Set([mia.grant.identity.userId]))
  expect(await owners(tom)).toEqual(new Set([tom.grant.identity.userId]))
})

test('[SQ3] [security 18] nothing of another tenant is in any page', async () => {
  await seedTenant(server.storage(), 'globex')
  for (const { name } of ENTITIES) {
    expect(JSON.stringify(await mia.snapshotRows(name))).not.toContain('globex')
  }
  const databaseFor = async (desk: Desk) =>
    Buffer.from(await (await askForDatabase('message', 5000, desk)).arrayBuffer())
  expect((await databaseFor(mia)).includes('globex')).toBe(false)
  const lena = await server.desk('lena@globex.test')
  expect((await databaseFor(lena)).includes('globex')).toBe(true)
  const rows = await Promise.all(ENTITIES.map(({ name }) => lena.snapshotRows(name)))
  expect(JSON.stringify(rows)).toContain('globex-chat')
  expect(JSON.stringify(rows)).not.toContain('demo.octopus.test')
})

test('[SN1] what is written while pages are fetched is found again by replaying from the start', async () => {
  const tom = await server.desk('tom@demo.octopus.test')
  const start = await tom.openSnapshot()
  const [conversation] = (await tom.snapshotRows('conversation')) as { id: string }[]
  const conversationId = ConversationId.parse(conversation?.id)
  await tom.push(tom.operation(conversationRead, { conversationId, inboundSeq: 1 }))
  const range = await tom.pull(start.seq)
  const marks = (await tom.snapshotRows('read-mark')) as { conversationId: string }[]
  const inPages = marks.find((mark) => mark.conversationId === conversationId)
  for (const item of range.items) expect(item).toMatchObject({ kind: 'row', row: inPages })
})

test('[SN1] a conversation that becomes newer while pages are fetched is handed out all the same', async () => {
  const tom = await server.desk('tom@demo.octopus.test')
  const oldest = ((await tom.snapshotRows('conversation')) as { id: string; ownerVersion: number }[]).at(-1)
  const conversationId = ConversationId.parse(oldest?.id)
  const first = await tom.snapshotPage('conversation', 10)
  const reply = { conversationId, text: 'now it is the newest', takeOver: true }
  const base = { version: oldest?.ownerVersion ?? 0, inboundSeq: 1000 }
  expect(await tom.push(tom.operation(messageSend, reply, { base }))).toMatchObject([{ status: 'accepted' }])
  const rows = [...first.rows]
  for (let { next } = first; next !== null; ) {
    const page = await tom.snapshotPage('conversation', 10, next)
    rows.push(...page.rows)
    next = page.next
  }
  expect((rows as { id: string }[]).filter(({ id }) => id === conversationId)).toHaveLength(1)
  expect(rows).toHaveLength(40)
})

test('an unknown entity and a key that no page gave out are refused with a sentence', async () => {
  const unknown = await mia.send('GET', `${PATHS.snapshotStart}/secrets`)
  expect([unknown.status, unknown.json]).toMatchObject([404, { error: { code: 'not_found' } }])
  for (const { name } of ENTITIES) {
    const forged = await mia.send('GET', `${PATHS.snapshotStart}/${name}?after=%27%20or%201%3D1`)
    expect([name, forged.status]).toEqual([name, 400])
  }
  const tooMany = await mia.send('GET', `${PATHS.snapshotStart}/message?limit=5001`)
  expect(tooMany.status).toBe(400)
})

test('[SN8] messages come as a database to whoever asks so: the same rows in the same order, and the same next', async () => {
  const page = await mia.snapshotPage('message', 30)
  const answer = await askForDatabase('message', 30)
  expect(answer.headers.get('content-type')).toBe(PAGE_DATABASE_TYPE)
  expect(answer.headers.get(PAGE_NEXT_HEADER)).toBe(page.next)
  const database = new Database(Buffer.from(await answer.arrayBuffer()))
  expect(database.prepare('SELECT sql FROM sqlite_schema').pluck().all()).toEqual([messageEntity.table])
  expect(database.prepare('SELECT * FROM rows ORDER BY rowid').raw().all()).toEqual(
    page.rows.map((row) => messageRow(messageEntity.row.parse(row)))
  )
  const whole = await askForDatabase('message', 5000)
  expect(whole.headers.get(PAGE_NEXT_HEADER)).toBeNull()
})

test('[SN8] a database goes on from the key of the one before, and a key that no page gave out is refused', async () => {
  const first = await askForDatabase('message', 30)
  const next = first.headers.get(PAGE_NEXT_HEADER) ?? ''
  const second = await mia.snapshotPage('message', 30, next)
  const database = new Database(
    Buffer.from(await (await askForDatabase('message', 30, mia, next)).arrayBuffer())
  )
  expect(database.prepare('SELECT id FROM rows ORDER BY rowid').pluck().all()).toEqual(
    second.rows.map((row) => messageEntity.row.parse(row).id)
  )
  expect((await askForDatabase('message', 30, mia, "' or 1=1")).status).toBe(400)
  expect((await askForDatabase('secrets', 30)).status).toBe(404)
})

test('[SN8] an entity without a table comes as JSON, whatever is asked for', async () => {
  const answer = await askForDatabase('conversation', 5)
  expect(answer.headers.get('content-type')).toContain('application/json')
  expect(await answer.json()).toEqual(await mia.snapshotPage('conversation', 5))
})

function askForDatabase(entity: string, limit: number, desk = mia, after?: string): Promise<Response> {
  const key = after === undefined ? '' : `&after=${encodeURIComponent(after)}`
  return fetch(`${server.url}${PATHS.snapshotStart}/${entity}?limit=${limit}${key}`, {
    headers: { authorization: `Bearer ${desk.grant.accessToken}`, accept: PAGE_DATABASE_TYPE }
  })
}
