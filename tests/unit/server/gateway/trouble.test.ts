import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { conversationTake, messageSend } from '#shared/features/conversation/operations.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

const chat = ConversationId.parse('acme-chat')

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())

test('[PU6] a push that meets a locked database is answered 503, stores nothing, and succeeds when sent again', async () => {
  const mia = await server.desk('mia@acme.test')
  const batch = [
    mia.operation(conversationTake, { conversationId: chat }),
    mia.operation(messageSend, { conversationId: chat, text: 'sent again', takeOver: false })
  ]
  const other = new BetterSqlite3(path.join(server.dataDir, 'desk.db'))
  other.exec('begin immediate')
  const refused = await mia.pushRaw(batch)
  other.exec('rollback')
  other.close()
  expect([refused.status, refused.json]).toMatchObject([503, { error: { code: 'unavailable' } }])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  const stored = await server.storage().read((db) => db.selectFrom('receipts').selectAll().execute())
  expect(stored).toEqual([])
  expect(await mia.push(...batch)).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }])
}, 15_000)

test('a bug is answered 500 with a request id, and tells neither a stack nor what was sent', async () => {
  const mia = await server.desk('mia@acme.test')
  await server.storage().transact(async (tx) => void (await tx.schema.dropTable('messages').execute()))
  const text = 'the words of the agent'
  const answer = await mia.pushRaw([
    mia.operation(messageSend, { conversationId: chat, text, takeOver: false })
  ])
  expect([answer.status, answer.json]).toMatchObject([500, { error: { code: 'internal' } }])
  expect(answer.text).toContain(String(answer.headers.get('x-request-id')))
  expect(answer.text).not.toMatch(/SQLITE|at \w|node_modules|no such table/)
  expect(server.logged()).toContain('no such table')
  expect(server.logged()).not.toContain(text)
})

test('addresses and methods that do not exist are answered with a sentence', async () => {
  for (const [method, address] of [
    ['GET', '/nowhere'],
    ['DELETE', '/sync/push'],
    ['GET', '/%zz'],
    ['GET', '/..%2f..%2fetc%2fpasswd']
  ] as const) {
    const response = await fetch(server.url + address, { method })
    expect([400, 404]).toContain(response.status)
    expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(/\.$/) } })
  }
})
