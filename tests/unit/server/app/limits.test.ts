import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { PATHS } from '#shared/contract/wire.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import { Desk } from '../../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { platformOf } from '../integration/platform.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ limitFactor: 0.01 })
})
afterAll(() => server.close())

function signIn(email: string, password = 'wrong') {
  return fetch(server.url + PATHS.signIn, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, deviceName: 'test' })
  })
}

test('[security 21] a desk over the limit is told when to come back, and its Operations are not lost', async () => {
  const desk = new Desk(server.url, await server.signIn('mia@acme.test'))
  const args = { conversationId: ConversationId.parse('acme-chat'), text: 'patience', takeOver: false }
  const operations = Array.from({ length: 14 }, () => desk.operation(messageSend, args))
  const refused: typeof operations = []
  for (const operation of operations) {
    const answer = await desk.pushRaw([operation])
    if (answer.status === 200) continue
    expect([answer.status, answer.json]).toMatchObject([429, { error: { code: 'too_many_requests' } }])
    const waitS = Number(answer.headers.get('retry-after'))
    expect(waitS).toBeGreaterThan(0)
    expect(waitS).toBeLessThanOrEqual(60)
    refused.push(operation)
  }
  expect(refused.length).toBeGreaterThan(0)
  const stored = await server.storage().read((db) => db.selectFrom('receipts').select('op_id').execute())
  expect(stored).toHaveLength(operations.length - refused.length)
  await server.restart()
  for (const outcome of await desk.push(...refused)) expect(outcome).toMatchObject({ status: 'accepted' })
})

test('[security 21] guessing passwords is slowed per person, whoever exists', async () => {
  for (const email of ['mia@acme.test', 'nobody@acme.test']) {
    await server.restart()
    const first = await signIn(email)
    expect(first.status).toBe(401)
    const second = await signIn(email.toUpperCase())
    expect(second.status).toBe(429)
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await second.json()).toMatchObject({ error: { code: 'too_many_requests' } })
  }
})

test('[security 21] and per address, whichever persons are tried', async () => {
  await server.restart()
  expect((await signIn('a@acme.test')).status).toBe(401)
  expect((await signIn('b@acme.test')).status).toBe(429)
})

test('[security 21] guessing API keys is slowed per address, and the right key goes on working', async () => {
  await server.restart()
  const platform = await platformOf(server, ['followers:read'])
  const guess = (secret: string) =>
    fetch(`${server.url}/api/v1/followers`, { headers: { authorization: `Bearer ${secret}` } })
  const wrong = (n: number) => `${platform.prefix}_${String(n).repeat(43)}`
  expect((await guess(wrong(1))).status).toBe(401)
  for (const secret of [wrong(2), 'octo_x', wrong(1)]) {
    const answer = await guess(secret)
    expect(answer.status).toBe(429)
    const waitS = Number(answer.headers.get('retry-after'))
    expect(waitS).toBeGreaterThan(0)
    expect(waitS).toBeLessThanOrEqual(60)
    expect(await answer.json()).toMatchObject({ status: 429 })
  }
  expect((await platform.get('/followers')).status).toBe(200)
})

test('[security 21] a follower who floods is slowed, and others behind the same address are not', async () => {
  await server.restart()
  const type = (follower: string, beside = '') =>
    fetch(server.url + PATHS.followerTyping.replace(':slug', 'acme-care'), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: `${beside}octopus_follower_acme-care=${follower}`,
        origin: server.url
      },
      body: JSON.stringify({ typing: true })
    })
  const statuses: number[] = []
  for (let count = 0; count < 4; count++) statuses.push((await type('flood', `another=${count}; `)).status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(2)
  expect((await type('calm')).status).not.toBe(429)
  // until their address as a whole is over its own limit
  const many = await Promise.all(Array.from({ length: 24 }, (_, number) => type(`phone ${number}`)))
  expect(many.some(({ status }) => status === 429)).toBe(true)
})
