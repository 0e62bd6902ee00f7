import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { PATHS } from '#shared/contract/wire.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import { forgetOld } from '../../../../src-server/app/housekeeping.ts'
import { systemClock } from '../../../../src-server/app/system.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

const DAY_MS = 86_400_000
const chat = ConversationId.parse('acme-chat')

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())

async function forgetAfter(days: number): Promise<void> {
  const clock = { nowMs: () => systemClock.nowMs() + days * DAY_MS, after: systemClock.after }
  await forgetOld({ storage: server.storage(), clock })
}

test('[PU8] Receipts are kept for 45 days', async () => {
  const mia = await server.desk('mia@acme.test')
  const sent = mia.operation(messageSend, { conversationId: chat, text: 'x', takeOver: false })
  const [first] = await mia.push(sent)
  await forgetAfter(44)
  expect(await mia.push(sent)).toEqual([first])
  await forgetAfter(46)
  const rows = await server.storage().read((db) => db.selectFrom('receipts').selectAll().execute())
  expect(rows).toEqual([])
})

test('[SN2] Changes are kept for 90 days; a Cursor from before is told to fetch a Snapshot', async () => {
  const mia = await server.desk('mia@acme.test')
  const reply = () => mia.operation(messageSend, { conversationId: chat, text: 'x', takeOver: false })
  await mia.push(reply(), reply(), reply())
  await forgetAfter(89)
  expect((await mia.pull(1)).items.length).toBeGreaterThan(0)
  await server.storage().transact(async (tx) => {
    await tx
      .updateTable('changes')
      .set({ created_at_ms: systemClock.nowMs() + DAY_MS })
      .where('seq', '>', 3)
      .execute()
  })
  await forgetAfter(90.5)
  expect((await mia.send('GET', `${PATHS.changes}?since=2`)).status).toBe(409)
  expect(await mia.pull(3)).toMatchObject({ from: 3, to: 4, items: [{ seq: 4 }, { seq: 4 }] })
  await forgetAfter(92)
  expect((await mia.send('GET', `${PATHS.changes}?since=3`)).status).toBe(409)
  expect(await mia.pull(4)).toMatchObject({ from: 4, to: 4, head: 4, items: [] })
})

test('a feed of many Changes is trimmed to the end', async () => {
  const mia = await server.desk('mia@acme.test')
  const tenantId = mia.grant.identity.tenantId
  const rows = Array.from({ length: 5000 }, (_, i) => ({
    tenant_id: tenantId,
    seq: 2 + i,
    item: 0,
    type: 't',
    entity: 'channel',
    entity_id: 'c',
    kind: 'evict' as const,
    version: null,
    row: null,
    audience: 'everyone',
    created_at_ms: systemClock.nowMs()
  }))
  await server.storage().transact(async (tx) => {
    for (let i = 0; i < rows.length; i += 500) {
      await tx
        .insertInto('changes')
        .values(rows.slice(i, i + 500))
        .execute()
    }
    await tx.updateTable('tenants').set({ head_seq: 5001 }).where('id', '=', tenantId).execute()
  })
  await forgetAfter(91)
  expect(await mia.pull(5001)).toMatchObject({ from: 5001, items: [] })
  expect((await mia.send('GET', `${PATHS.changes}?since=5000`)).status).toBe(409)
})
