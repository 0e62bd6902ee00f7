import { afterEach, beforeEach, expect, test } from 'vitest'
import { ChannelId, ConversationId, EngagementId, RequestId } from '#shared/base/ids.ts'
import { requestDecide } from '#shared/features/approval/operations.ts'
import { conversationFinish, messageSend } from '#shared/features/conversation/operations.ts'
import type { ContentOf } from '#shared/features/engagement/content.ts'
import { engagementCreate, engagementMove, engagementSend } from '#shared/features/engagement/operations.ts'
import { WebhookPayload } from '../../../../src-server/features/webhook/payload.ts'
import { forgetEvents } from '../../../../src-server/features/webhook/repository.ts'
import { aPartner, writePartner } from '../../../harness/partners.ts'
import { aRequest, writeRequests } from '../../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { startReceiver, type WebhookReceiver } from '../../../harness/webhook-receiver.ts'
import { aBrowser } from '../conversation/running.ts'
import { adminOf, isSignedBy } from './rig.ts'

const SLOW = { timeout: 10_000 }
const HOUR_MS = 3_600_000

let server: TestServer
let receiver: WebhookReceiver
let admin: ReturnType<typeof adminOf>

beforeEach(async () => {
  receiver = await startReceiver()
  server = await startTestServer({ webhooksAnywhere: true })
  admin = adminOf(server)
})
afterEach(async () => {
  await server.close()
  await receiver.close()
})

const types = () => receiver.received.map(({ json }) => json.type)
const conversationId = ConversationId.parse('acme-chat')

/** A follower of the shop who has told a name. */
async function aFollower() {
  const browser = aBrowser(server.url, 'acme-shop')
  await browser.tellName('Nils')
  return browser
}

test('[SV3] a message, an answer, the end of a chat and a decision arrive, signed, as the payload says', async () => {
  const { endpoint, secret } = await admin.made(receiver.url)
  await (await aFollower()).write('m1', 'Where is my order? ü')
  await expect.poll(types, SLOW).toEqual(['message.received'])

  const mia = await server.desk('mia@acme.test')
  const base = { version: 1, inboundSeq: 1 }
  expect(
    await mia.push(mia.operation(messageSend, { conversationId, text: 'On its way' }, { base }))
  ).toMatchObject([{ status: 'accepted' }])
  expect(
    await mia.push(
      mia.operation(conversationFinish, { conversationId }, { base: { version: 2, inboundSeq: 1 } })
    )
  ).toMatchObject([{ status: 'accepted' }])
  await writePartner(server.storage(), server.tenant.id, aPartner())
  await writeRequests(server.storage(), server.tenant.id, [aRequest()])
  const lena = await server.desk('lena@acme.test')
  const decide = { requestId: RequestId.parse('ask'), outcome: 'rejected', reason: 'Not now.' } as const
  await lena.push(lena.operation(requestDecide, decide, { base: { version: 1 } }))

  await expect
    .poll(() => types().sort(), SLOW)
    .toEqual(['chat.finished', 'message.received', 'message.sent', 'request.decided'])
  const dataOf = (type: string) => receiver.received.find(({ json }) => json.type === type)?.json.data
  expect(dataOf('message.received')).toMatchObject({
    messageId: 'm1',
    channelId: 'acme-shop',
    text: 'Where is my order? ü',
    position: 1
  })
  const chat = { conversationId: 'acme-chat', channelId: 'acme-shop', followerId: 'acme-amal' }
  expect(dataOf('message.sent')).toMatchObject({ ...chat, text: 'On its way', authorId: 'acme-mia' })
  expect(dataOf('chat.finished')).toMatchObject({ ...chat, finishedById: 'acme-mia' })
  expect(dataOf('request.decided')).toMatchObject({
    requestId: 'ask',
    partnerId: 'green',
    outcome: 'rejected',
    reason: 'Not now.',
    decidedByName: 'Lena'
  })
  for (const one of receiver.received) {
    expect(WebhookPayload.parse(JSON.parse(one.body)).id).toBe(one.headers['webhook-id'])
    expect(isSignedBy(secret, one)).toBe(true)
    expect(isSignedBy(`whsec_${'A'.repeat(44)}`, one)).toBe(false)
    expect(one.headers['content-type']).toBe('application/json')
  }
  expect(await admin.deliveries(endpoint.id)).toMatchObject(
    Array(4).fill({ state: 'delivered', attempts: 1, status: 204, problem: null, nextAttemptAtMs: null })
  )
  // text is told to endpoints, never to the log
  expect(server.logged()).not.toContain('Where is my order')
  expect(server.logged()).not.toContain(secret)
})

test('[SV3, EN4] an engagement is told of when it is sent, opened and redeemed, each once', async () => {
  const { secret } = await admin.made(receiver.url)
  const adam = await server.desk('adam@acme.test')
  const engagementId = EngagementId.parse('coffee')
  const content: ContentOf<'coupon'> = {
    type: 'coupon',
    name: 'Free coffee',
    description: 'One cup',
    image: null,
    code: 'NW-1',
    redemption: 'click',
    validUntilMs: null
  }
  const draft = { engagementId, channelId: ChannelId.parse('acme-shop'), content, held: [] }
  await adam.push(adam.operation(engagementCreate, draft))
  await adam.push(adam.operation(engagementMove, { engagementId, to: 'active' }))

  const follower = await aFollower()
  await follower.write('m1', 'Hello')
  await expect.poll(types, SLOW).toEqual(['message.received'])
  const { channelId, followerId, ...asked } = receiver.received[0]?.json.data ?? {}
  const chat = { conversationId: ConversationId.parse(asked.conversationId), channelId, followerId }
  const mia = await server.desk('mia@acme.test')
  const base = { version: 1, inboundSeq: 1 }
  const operation = mia.operation(
    engagementSend,
    { conversationId: chat.conversationId, engagementId },
    { base }
  )
  expect(await mia.push(operation)).toMatchObject([{ status: 'accepted' }])
  const step = (outcome: 'opened' | 'redeemed') => follower.ask(`engagements/${operation.opId}`, { outcome })
  for (const outcome of ['opened', 'opened', 'redeemed', 'redeemed'] as const) {
    expect((await step(outcome)).status).toBe(200)
  }

  const events = [
    'engagement.opened',
    'engagement.redeemed',
    'engagement.sent',
    'message.received',
    'message.sent'
  ]
  await expect.poll(() => types().sort(), SLOW).toEqual(events)
  const dataOf = (type: string) => receiver.received.find(({ json }) => json.type === type)?.json.data
  const sent = {
    ...{ ...chat, messageId: operation.opId, engagementId, engagementType: 'coupon', title: 'Free coffee' },
    ...{ sentById: 'acme-mia', sentAtMs: expect.any(Number) }
  }
  expect(dataOf('engagement.sent')).toEqual(sent)
  expect(dataOf('engagement.opened')).toEqual({ ...sent, openedAtMs: expect.any(Number) })
  expect(dataOf('engagement.redeemed')).toEqual({ ...sent, redeemedAtMs: expect.any(Number) })
  expect(dataOf('message.sent')).toMatchObject({ ...chat, messageId: operation.opId, engagementId })
  for (const one of receiver.received) {
    expect(WebhookPayload.parse(JSON.parse(one.body)).id).toBe(one.headers['webhook-id'])
    expect(isSignedBy(secret, one)).toBe(true)
  }
})

test('[SV3] an endpoint is told what it asked for, from when it was made', async () => {
  const follower = await aFollower()
  await follower.write('m0', 'before')
  const other = await startReceiver()
  const { endpoint } = await admin.made(other.url, ['chat.finished'])
  await admin.made(receiver.url, ['message.received'])
  const told = (one: WebhookReceiver) => one.received.map(({ json }) => json.data.messageId)
  await follower.write('m1', 'not asked for by the other one')
  await expect.poll(() => told(receiver), SLOW).toEqual(['m1'])
  await admin.change(endpoint.id, { events: ['message.received'] })
  await follower.write('m2', 'asked for by both')
  await expect.poll(() => told(other), SLOW).toEqual(['m2'])
  await expect.poll(() => told(receiver), SLOW).toEqual(['m1', 'm2'])
  await other.close()
})

test('[SV3] what fails is tried again with the same id and body over a restart, until it is taken', async () => {
  receiver.answerWith(500)
  const { endpoint } = await admin.made(receiver.url)
  await (await aFollower()).write('m1', 'Hello')
  await expect.poll(() => receiver.received.length, SLOW).toBe(1)
  await expect
    .poll(() => admin.list(), SLOW)
    .toMatchObject([{ failing: { problem: 'It answered 500.' }, waiting: 1 }])
  await server.restart()
  server.advance(6000)
  await expect.poll(() => receiver.received.length, SLOW).toBe(2)
  await expect
    .poll(() => admin.deliveries(endpoint.id), SLOW)
    .toMatchObject([{ state: 'waiting', attempts: 2, status: 500, problem: 'It answered 500.' }])
  receiver.answerWith(200)
  server.advance(6 * 60_000)
  await expect.poll(() => receiver.received.length, SLOW).toBe(3)
  await expect
    .poll(() => admin.list(), SLOW)
    .toMatchObject([{ failing: null, waiting: 0, lastDeliveredAtMs: expect.any(Number) }])
  const [first, second, third] = receiver.received
  for (const again of [second, third]) {
    expect([again?.body, again?.headers['webhook-id']]).toEqual([first?.body, first?.headers['webhook-id']])
    expect(again?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp'])
  }
})

test('[SV3] what a stop broke off goes out again at the next start', async () => {
  await admin.made(receiver.url)
  receiver.answerWith(() => {})
  await (await aFollower()).write('m1', 'Hello')
  await expect.poll(() => receiver.received.length, SLOW).toBe(1)
  const startMs = performance.now()
  await server.restart(async () => receiver.answerWith(204))
  expect(performance.now() - startMs).toBeLessThan(5000)
  await expect.poll(() => receiver.received.length, SLOW).toBe(2)
  expect(new Set(receiver.received.map(({ json }) => json.id)).size).toBe(1)
})

test('[SV3] a receiver that never answers keeps no other one waiting, and few requests are on their way to it', async () => {
  const stuck = await startReceiver()
  stuck.answerWith(() => {})
  await admin.made(stuck.url)
  await admin.made(receiver.url)
  const follower = await aFollower()
  for (let n = 0; n < 12; n++) await follower.write(`m${n}`, 'Hello')
  await expect.poll(() => receiver.received.length, { timeout: 4000 }).toBe(12)
  expect(stuck.received.length).toBe(4)
  await stuck.close()
})

test('[SV3] an endpoint is turned off when nothing gets through for days; turned on again, what waited goes out', async () => {
  receiver.answerWith(503)
  const { endpoint } = await admin.made(receiver.url)
  const follower = await aFollower()
  await follower.write('m1', 'Hello')
  await expect.poll(() => receiver.received.length, SLOW).toBe(1)
  await expect.poll(async () => (await admin.list())[0]?.failing, SLOW).not.toBeNull()
  server.advance(5 * 24 * HOUR_MS)
  await expect
    .poll(() => admin.list(), SLOW)
    .toMatchObject([{ off: { reason: 'failing' }, failing: { problem: 'It answered 503.' }, waiting: 1 }])
  const tried = receiver.received.length
  await follower.write('m2', 'while it is off')
  server.advance(24 * HOUR_MS)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(receiver.received.length).toBe(tried)
  expect((await admin.test(endpoint.id)).status).toBe(409)

  receiver.answerWith(200)
  expect(await admin.change(endpoint.id, { enabled: true })).toMatchObject({ off: null, failing: null })
  await expect.poll(() => receiver.received.length, SLOW).toBe(tried + 1)
  await follower.write('m3', 'after')
  await expect.poll(() => receiver.received.at(-1)?.json.data.messageId, SLOW).toBe('m3')
  expect(receiver.received.map(({ json }) => json.data.messageId)).not.toContain('m2')
})

test('[SV3] one that answers 410 is told nothing more', async () => {
  receiver.answerWith(410)
  await admin.made(receiver.url)
  await (await aFollower()).write('m1', 'Hello')
  await expect.poll(() => admin.list(), SLOW).toMatchObject([{ off: { reason: 'gone' } }])
})

test('[SV3] a replaced secret signs beside the new one for a while, or not at all', async () => {
  const { endpoint, secret: first } = await admin.made(receiver.url)
  const { secret: second, endpoint: rotated } = await admin.rotate(endpoint.id, 24)
  expect(rotated.oldSecretUntilMs).toBeGreaterThan(Date.now())
  const follower = await aFollower()
  const secretsOfNext = async (id: string) => {
    await follower.write(id, 'Hello')
    await expect.poll(() => receiver.received.at(-1)?.json.data.messageId, SLOW).toBe(id)
    const [last] = receiver.received.slice(-1)
    return [first, second].map((secret) => last !== undefined && isSignedBy(secret, last))
  }
  expect(await secretsOfNext('m1')).toEqual([true, true])
  server.advance(25 * HOUR_MS)
  expect(await secretsOfNext('m2')).toEqual([false, true])
  expect((await admin.list())[0]?.oldSecretUntilMs).toBeNull()
  const { secret: third } = await admin.rotate(endpoint.id, 0)
  expect(await secretsOfNext('m3')).toEqual([false, false])
  expect(receiver.received.slice(-1).every((one) => isSignedBy(third, one))).toBe(true)
})

test('[SV3] a test event is sent once and shown; any event can be sent again by hand', async () => {
  const { endpoint } = await admin.made(receiver.url, ['chat.finished'])
  receiver.answerWith(404)
  const { json } = await admin.test(endpoint.id)
  await expect
    .poll(() => admin.deliveries(endpoint.id), SLOW)
    .toMatchObject([{ type: 'webhook.test', state: 'failed', status: 404, problem: 'It answered 404.' }])
  receiver.answerWith(200)
  const { eventId } = json as { eventId: string }
  expect((await admin.retry(endpoint.id, eventId)).status).toBe(200)
  await expect
    .poll(() => admin.deliveries(endpoint.id), SLOW)
    .toMatchObject([{ state: 'delivered', attempts: 2, problem: null }])
  expect(receiver.received.map((one) => [one.json.id, one.json.data.endpointId])).toEqual([
    [eventId, endpoint.id],
    [eventId, endpoint.id]
  ])
})

test('[SV3] what a deleted endpoint was owed is gone, and events are forgotten after a month', async () => {
  receiver.answerWith(500)
  const { endpoint } = await admin.made(receiver.url)
  const kept = await admin.made(receiver.url)
  await (await aFollower()).write('m1', 'Hello')
  await expect.poll(() => receiver.received.length, SLOW).toBe(2)
  expect((await admin.remove(endpoint.id)).status).toBe(200)
  expect((await admin.remove(endpoint.id)).status).toBe(200)
  const deliveries = () =>
    server.storage().read((db) => db.selectFrom('webhook_deliveries').select('endpoint_id').execute())
  expect(await deliveries()).toEqual([{ endpoint_id: kept.endpoint.id }])
  expect((await admin.list()).map(({ id }) => id)).toEqual([kept.endpoint.id])
  server.advance(31 * 24 * HOUR_MS)
  await server
    .storage()
    .transact((tx) => forgetEvents(tx, server.tenant.id, server.clock.nowMs() - 30 * 24 * HOUR_MS, 1))
  expect(await deliveries()).toEqual([])
})
