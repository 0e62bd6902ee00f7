import { afterEach, beforeEach, expect, test } from 'vitest'
import { adminPath } from '#shared/contract/admin-calls.ts'
import { PATHS, SessionGrant } from '#shared/contract/wire.ts'
import { Desk } from '../../../harness/desk.ts'
import { ServerProcess } from '../../../harness/server-process.ts'
import { startReceiver, type WebhookReceiver } from '../../../harness/webhook-receiver.ts'
import { aBrowser } from '../conversation/running.ts'

let server: ServerProcess
let receiver: WebhookReceiver
beforeEach(async () => {
  receiver = await startReceiver()
  server = await ServerProcess.open(5, { env: { OCTOPUS_WEBHOOKS_ANYWHERE: '1' } })
}, 60_000)
afterEach(async () => {
  await server.close()
  await receiver.close()
})

test('[SV3] a server that is killed in the middle of its deliveries loses none of them', async () => {
  const response = await fetch(server.url + PATHS.signIn, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'adam@demo.octopus.test', password: 'octopus-demo', deviceName: 'test' })
  })
  const desk = new Desk(server.url, SessionGrant.parse(await response.json()))
  const made = await desk.send('POST', adminPath('admin.webhooks.create'), {
    url: receiver.url,
    events: ['message.received']
  })
  expect(made.status).toBe(200)

  // some are taken, the others are on their way or wait when it dies
  let taken = 0
  receiver.answerWith((response) => {
    taken++
    if (taken <= 3) response.writeHead(204).end()
  })
  const follower = aBrowser(server.url, 'northwind-coffee')
  await follower.tellName('Nils')
  const sent = Array.from({ length: 12 }, (_, n) => `killed-${n}`)
  for (const id of sent) expect((await follower.write(id, 'Hello')).status).toBe(200)
  await expect.poll(() => taken, { timeout: 10_000 }).toBeGreaterThan(4)
  await server.kill9()

  receiver.answerWith(204)
  await server.start()
  const arrived = () => new Set(receiver.received.map(({ json }) => json.data.messageId))
  await expect.poll(() => [...arrived()].sort(), { timeout: 15_000 }).toEqual([...sent].sort())
  // at least once, and a repetition is the same event
  const ids = new Map(receiver.received.map(({ json }) => [json.data.messageId, new Set<string>()]))
  for (const { json } of receiver.received) ids.get(json.data.messageId)?.add(json.id)
  expect([...ids.values()].map(({ size }) => size)).toEqual(sent.map(() => 1))
}, 60_000)
