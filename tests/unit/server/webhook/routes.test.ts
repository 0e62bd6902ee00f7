import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'
import { startReceiver, type WebhookReceiver } from '../../../harness/webhook-receiver.ts'
import { adminOf } from './rig.ts'

let strict: TestServer
let server: TestServer
let receiver: WebhookReceiver
beforeAll(async () => {
  receiver = await startReceiver()
  strict = await startTestServer()
  server = await startTestServer({ webhooksAnywhere: true })
  await seedTenant(server.storage(), 'globex')
})
afterAll(async () => {
  await strict.close()
  await server.close()
  await receiver.close()
})
beforeEach(async () => {
  await server.storage().transact((tx) => tx.deleteFrom('webhook_endpoints').execute())
})

test.each([
  'http://127.0.0.1:9/x',
  'https://localhost/x',
  'https://2130706433/',
  'https://[::ffff:127.0.0.1]/',
  'https://169.254.169.254/latest',
  'https://10.0.0.1/'
])('[security 25] %s is refused with a sentence, and nothing is kept', async (url) => {
  const { status, json } = await adminOf(strict).make(url)
  expect([status, json]).toMatchObject([400, { error: { code: 'bad_request', message: expect.any(String) } }])
  expect(await adminOf(strict).list()).toEqual([])
})

test('[security 25] an endpoint that was made when the operator allowed it is refused when it is called', async () => {
  const tenant_id = strict.tenant.id
  const { endpoint } = await adminOf(server).made(receiver.url)
  const row = await server
    .storage()
    .read((db) =>
      db.selectFrom('webhook_endpoints').selectAll().where('id', '=', endpoint.id).executeTakeFirstOrThrow()
    )
  await strict.storage().transact((tx) =>
    tx
      .insertInto('webhook_endpoints')
      .values({ ...row, tenant_id, url: 'https://127.0.0.1/x' })
      .execute()
  )
  await adminOf(strict).test(endpoint.id)
  await expect
    .poll(() => adminOf(strict).deliveries(endpoint.id), { timeout: 8000 })
    .toMatchObject([{ state: 'failed', problem: expect.stringContaining('private or reserved') }])
  expect(receiver.received).toEqual([])
})

test('[SV3] the secret is in the answers that make it, and in no other', async () => {
  const admin = adminOf(server)
  const { endpoint, secret } = await admin.made(receiver.url)
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const { secret: second } = await admin.rotate(endpoint.id, 24)
  expect(second).not.toBe(secret)
  const webhookId = endpoint.id
  const others = [
    await admin.send('admin.webhooks.list', {}),
    await admin.send('admin.webhooks.change', { webhookId, description: 'x' }),
    await admin.send('admin.webhooks.deliveries', { webhookId })
  ]
  for (const { status, text } of others)
    expect([status, text]).toEqual([200, expect.not.stringContaining('whsec_')])
  const audit = await server.storage().read((db) => db.selectFrom('audit').selectAll().execute())
  const actions = audit
    .filter(({ target }) => target === `webhook:${endpoint.id}`)
    .map(({ action }) => action)
  expect(actions.sort()).toEqual(['webhook.change', 'webhook.create', 'webhook.rotate'])
  expect(JSON.stringify(audit)).not.toContain('whsec_')
  expect(server.logged()).not.toContain('whsec_')
})

test('[security 18] an endpoint of another tenant is not there, whatever is asked', async () => {
  const { endpoint } = await adminOf(server).made(receiver.url)
  const stranger = adminOf(server, 'adam@globex.test')
  expect(await stranger.list()).toEqual([])
  const webhookId = endpoint.id
  const answers = [
    await stranger.send('admin.webhooks.change', { webhookId, description: 'mine' }),
    await stranger.send('admin.webhooks.rotate', { webhookId, keepOldHours: 0 }),
    await stranger.test(webhookId),
    await stranger.send('admin.webhooks.deliveries', { webhookId }),
    await stranger.retry(webhookId, 'evt_1')
  ]
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  expect((await stranger.remove(endpoint.id)).status).toBe(200)
  expect(await adminOf(server).list()).toMatchObject([
    { id: endpoint.id, description: 'The platform', off: null }
  ])
})

test.each([
  [{ url: '' }],
  [{ events: [] }],
  [{ events: ['message.received', 'message.received'] }],
  [{ events: ['everything'] }],
  [{ description: 'x'.repeat(201) }],
  [{ url: `https://example.com/${'x'.repeat(2000)}` }]
])('[SV3] %j is refused', async (more) => {
  const body = { url: receiver.url, description: '', events: ['message.received'], ...more }
  expect((await adminOf(server).send('admin.webhooks.create', body)).status).toBe(400)
})

test('[SV3] a tenant has twenty at most', async () => {
  const admin = adminOf(server)
  for (let n = 0; n < 20; n++) await admin.made(receiver.url)
  expect(await admin.make(receiver.url)).toMatchObject({
    status: 400,
    json: { error: { message: expect.stringContaining('20') } }
  })
})
