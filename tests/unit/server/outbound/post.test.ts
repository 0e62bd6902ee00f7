import net, { type AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { post } from '../../../../src-server/outbound/post.ts'
import { ANYWHERE, judgeTarget, type OutboundPolicy } from '../../../../src-server/outbound/target.ts'
import { startReceiver, type WebhookReceiver } from '../../../harness/webhook-receiver.ts'

let receiver: WebhookReceiver
const port = () => Number(new URL(receiver.url).port)
const never = new AbortController().signal

beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

async function send(url: string, { policy = ANYWHERE, timeoutMs = 5000, signal = never } = {}) {
  const target = await judgeTarget(url, policy)
  if (!target.ok) return { kind: 'refused', problem: target.error }
  return await post(target.value, { headers: { 'x-own': '1' }, body: '{"a":"ü"}', timeoutMs, signal })
}

test('posts the body as it is, over a connection of its own', async () => {
  expect(await send(receiver.url)).toEqual({ kind: 'answered', status: 204, retryAfter: undefined })
  const [one] = receiver.received
  expect(one?.body).toBe('{"a":"ü"}')
  expect(one?.headers).toMatchObject({ 'x-own': '1', 'content-length': '10', connection: 'close' })
})

test('[security 25] goes to the address that was judged, when the name means another one by then', async () => {
  // the second loopback address stands for a public one, this computer for what must never be reached
  const judged = await startReceiver('127.0.0.2', port())
  const answers = [['127.0.0.2'], ['127.0.0.1']]
  let asked = 0
  const rebinding: OutboundPolicy = {
    ...ANYWHERE,
    allowsAddress: (address) => address === '127.0.0.2',
    resolve: async () => answers[asked++] ?? ['127.0.0.1']
  }
  const url = `http://rebind.example.test:${port()}/hook`
  expect(await send(url, { policy: rebinding })).toMatchObject({ kind: 'answered', status: 204 })
  expect(asked).toBe(1)
  expect(judged.received.map(({ headers }) => headers.host)).toEqual([`rebind.example.test:${port()}`])
  // the next time it is judged anew, and refused
  expect(await send(url, { policy: rebinding })).toMatchObject({ kind: 'refused' })
  expect(receiver.received).toEqual([])
  await judged.close()
})

test('[security 25] a redirect is an answer, and is not followed', async () => {
  const inside = await startReceiver()
  receiver.answerWith((response) => response.writeHead(307, { location: inside.url }).end())
  expect(await send(receiver.url)).toMatchObject({ kind: 'answered', status: 307 })
  expect(inside.received).toEqual([])
  await inside.close()
})

test('a receiver that says nothing is left after the time that it has', async () => {
  receiver.answerWith(() => {})
  const startMs = performance.now()
  expect(await send(receiver.url, { timeoutMs: 300 })).toEqual({
    kind: 'failed',
    problem: 'It did not answer within 0.3 seconds.'
  })
  expect(performance.now() - startMs).toBeLessThan(3000)
})

test('a receiver that takes up the connection and says nothing at all is left too', async () => {
  const silent = net.createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
  expect(await send(url, { timeoutMs: 300 })).toMatchObject({
    problem: expect.stringContaining('0.3 seconds')
  })
  silent.close()
})

test('an endless answer is cut off, and its status counts', async () => {
  let sent = 0
  receiver.answerWith((response) => {
    response.writeHead(200)
    const pump = () => {
      while (!response.destroyed && response.write(Buffer.alloc(16 * 1024))) sent += 16 * 1024
      if (!response.destroyed) response.once('drain', pump)
    }
    pump()
  })
  expect(await send(receiver.url, { timeoutMs: 20_000 })).toMatchObject({ kind: 'answered', status: 200 })
  expect(sent).toBeLessThan(50 * 1024 * 1024)
})

test('an answer that drips is cut off in time, and its status counts', async () => {
  receiver.answerWith((response) => {
    response.writeHead(503, { 'retry-after': '7' })
    response.write('x')
  })
  expect(await send(receiver.url, { timeoutMs: 300 })).toEqual({
    kind: 'answered',
    status: 503,
    retryAfter: '7'
  })
})

test('what is no web server, refuses or breaks off is told apart', async () => {
  const other = net.createServer((socket) => socket.resume().end('220 mail.example.test ESMTP\r\n'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const otherPort = (other.address() as AddressInfo).port
  expect(await send(`http://127.0.0.1:${otherPort}/`)).toEqual({
    kind: 'failed',
    problem: 'It did not answer as a web server does.'
  })
  await new Promise((resolve) => other.close(resolve))
  expect(await send(`http://127.0.0.1:${otherPort}/`)).toEqual({
    kind: 'failed',
    problem: 'It refused the connection.'
  })
  receiver.answerWith((response) => response.destroy())
  expect(await send(receiver.url)).toEqual({ kind: 'failed', problem: 'It broke the connection off.' })
  expect(await send(receiver.url.replace('http:', 'https:'))).toMatchObject({
    problem: expect.stringContaining('encryption')
  })
})

test('is broken off from outside at once', async () => {
  receiver.answerWith(() => {})
  const stop = new AbortController()
  const sent = send(receiver.url, { signal: stop.signal })
  await expect.poll(() => receiver.received.length).toBe(1)
  stop.abort()
  expect(await sent).toMatchObject({ kind: 'failed' })
})
