import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConversationId, OpId } from '#shared/base/ids.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import { opCancel } from '#shared/sync/cancel.ts'
import type { Desk } from '../../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

const conversationId = ConversationId.parse('acme-chat')

let server: TestServer
let mia: Desk

beforeAll(async () => {
  server = await startTestServer()
  mia = await server.desk('mia@acme.test')
})
afterAll(() => server.close())

function reply(text: string) {
  return mia.operation(messageSend, { conversationId, text })
}

async function texts(): Promise<unknown[]> {
  return (await mia.snapshotRows('message')).map((row) => (row as { text: string }).text)
}

test('[OP4] what the server had not seen is cancelled, and no copy that comes later revives it', async () => {
  const late = reply('meant no more')
  const cancel = mia.operation(opCancel, { opId: late.opId })
  const [accepted] = await mia.push(cancel)
  expect(accepted).toMatchObject({ status: 'accepted' })
  const first = await mia.pushRaw([late])
  expect(first.json).toMatchObject({ outcomes: [{ status: 'rejected', code: 'cancelled' }] })
  expect((await mia.pushRaw([late])).text).toBe(first.text)
  expect(await mia.push(cancel)).toEqual([accepted])
  expect(await texts()).not.toContain('meant no more')
})

test('[OP4] what the server has decided stays as it was decided: it is too late', async () => {
  const sent = reply('here already')
  const [receipt] = await mia.push(sent)
  const cancel = mia.operation(opCancel, { opId: sent.opId })
  expect(await mia.push(cancel)).toMatchObject([{ status: 'rejected', code: 'too_late' }])
  expect(await mia.push(sent)).toEqual([receipt])
  expect(await texts()).toContain('here already')
})

test('[OP4] within one batch the order decides', async () => {
  const [before, after] = [reply('asked for before'), reply('asked for after')]
  const outcomes = await mia.push(
    before,
    mia.operation(opCancel, { opId: before.opId }),
    mia.operation(opCancel, { opId: after.opId }),
    after
  )
  expect(outcomes.map((outcome) => ('code' in outcome ? outcome.code : outcome.status))).toEqual([
    'accepted',
    'too_late',
    'accepted',
    'cancelled'
  ])
})

test('[OP4, SQ3] a withdrawal reaches no Operation of another person', async () => {
  const tom = await server.desk('tom@acme.test')
  const sent = reply('mine')
  await mia.push(sent)
  expect(await tom.push(tom.operation(opCancel, { opId: sent.opId }))).toMatchObject([{ code: 'too_late' }])
  expect(await texts()).toContain('mine')
  const unseen = OpId.parse(randomUUID())
  await tom.push(tom.operation(opCancel, { opId: unseen }))
  expect(await mia.push({ ...reply('under an id that tom made up'), opId: unseen })).toMatchObject([
    { code: 'opid_reuse' }
  ])
})
