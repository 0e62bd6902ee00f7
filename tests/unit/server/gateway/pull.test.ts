import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { PATHS } from '#shared/contract/wire.ts'
import { conversationRead, messageSend } from '#shared/features/conversation/operations.ts'
import type { Desk } from '../../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'

const chat = ConversationId.parse('acme-chat')

let server: TestServer
let mia: Desk
let tom: Desk

beforeAll(async () => {
  server = await startTestServer()
  mia = await server.desk('mia@acme.test')
  tom = await server.desk('tom@acme.test')
})
afterAll(() => server.close())

test('[PL1] a pull brings what others did, and empty pages advance over what is not for this user', async () => {
  const since = (await mia.openSnapshot()).seq
  const text = 'Good morning'
  await mia.push(
    mia.operation(conversationRead, { conversationId: chat, inboundSeq: 1 }),
    mia.operation(messageSend, { conversationId: chat, text, takeOver: false })
  )
  const own = await mia.pull(since)
  expect(own).toMatchObject({ from: since, to: since + 2, head: since + 2, more: false })
  expect(own.items.map((item) => item.entity).toSorted()).toEqual(['conversation', 'message', 'read-mark'])

  const first = await tom.pull(since, 1)
  expect(first.items).not.toContainEqual(expect.objectContaining({ entity: 'read-mark' }))
  const all = await tom.pull(since)
  expect(all).toMatchObject({ from: since, to: since + 2 })
  expect(all.items.map((item) => item.entity).toSorted()).toEqual(['conversation', 'message'])
})

test('[PL1] a page that ends within what this user may not see is empty and still advances', async () => {
  const since = (await mia.openSnapshot()).seq
  await server.storage().transact(async (tx) => {
    await tx.updateTable('conversations').set({ inbound_seq: 5 }).where('id', '=', chat).execute()
  })
  await mia.push(mia.operation(conversationRead, { conversationId: chat, inboundSeq: 2 }))
  expect(await tom.pull(since)).toMatchObject({ from: since, to: since + 1, head: since + 1, items: [] })
})

test('[SN2] a Cursor before the floor or beyond the head is told to fetch a Snapshot', async () => {
  const { seq } = await mia.openSnapshot()
  for (const since of [0, seq + 1]) {
    const answer = await mia.send('GET', `${PATHS.changes}?since=${since}`)
    expect([answer.status, answer.json]).toMatchObject([409, { error: { code: 'resync_required' } }])
  }
})

test('a request without a Cursor, or with one that is none, is refused with the reason', async () => {
  for (const query of ['', '?since=abc', '?since=-1', '?since=1&limit=501', '?since=1&limit=0']) {
    const answer = await mia.send('GET', PATHS.changes + query)
    expect([query, answer.status]).toEqual([query, 400])
    expect(answer.json).toMatchObject({
      error: { code: 'bad_request', message: expect.stringMatching(/\.$/) }
    })
  }
})

test("[SQ3] [security 18] another tenant's feed is its own", async () => {
  await seedTenant(server.storage(), 'globex')
  const other = await server.desk('mia@globex.test')
  expect(await other.pull(1)).toMatchObject({ epoch: 'globex-epoch', head: 1, items: [] })
  await other.push(
    other.operation(messageSend, {
      conversationId: ConversationId.parse('globex-chat'),
      text: 'hi',
      takeOver: false
    })
  )
  expect((await other.pull(1)).head).toBe(2)
  const stolen = other.operation(messageSend, { conversationId: chat, text: 'hi', takeOver: false })
  expect(await other.push(stolen)).toMatchObject([{ status: 'rejected', code: 'not_found' }])
})
