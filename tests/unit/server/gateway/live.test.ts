import type { Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { LIVE, LiveFrame, LiveHead, PATHS } from '#shared/contract/wire.ts'
import { conversationRead, messageSend } from '#shared/features/conversation/operations.ts'
import type { ChangeRange } from '#shared/sync/change.ts'
import { append } from '../../../../src-server/feed/append.ts'
import { Desk, nextEvent } from '../../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'

const chat = ConversationId.parse('acme-chat')

let server: TestServer
const open: Socket[] = []

beforeAll(async () => {
  server = await startTestServer()
  await seedTenant(server.storage(), 'globex')
})
afterEach(() => {
  for (const socket of open.splice(0)) socket.close()
})
afterAll(() => server.close())

/** Opens a live link and waits until it has been told the head. */
async function connect(desk: Desk): Promise<Socket> {
  const socket = desk.live()
  open.push(socket)
  await nextEvent(socket, LIVE.heartbeat)
  return socket
}

function reply(desk: Desk, text: string) {
  return desk.operation(messageSend, { conversationId: chat, text, takeOver: false })
}

/** Gathers frames until they reach a seq. */
async function framesTo(socket: Socket, seq: number): Promise<ChangeRange[]> {
  const frames: ChangeRange[] = []
  while ((frames.at(-1)?.to ?? 0) < seq) frames.push(LiveFrame.parse(await nextEvent(socket, LIVE.frame)))
  return frames
}

test('a link begins with the head, so that the desk knows whether to pull', async () => {
  const mia = await server.desk('mia@acme.test')
  const { seq, epoch } = await mia.openSnapshot()
  const socket = mia.live()
  open.push(socket)
  expect(LiveHead.parse(await nextEvent(socket, LIVE.heartbeat))).toEqual({ epoch, head: seq })
})

test('what is committed reaches every desk of the tenant as the range that a pull would answer', async () => {
  const [mia, tom] = [await server.desk('mia@acme.test'), await server.desk('tom@acme.test')]
  const { seq } = await mia.openSnapshot()
  const sockets = [await connect(mia), await connect(tom)]
  const arrived = sockets.map((socket) => framesTo(socket, seq + 1))
  await mia.push(reply(mia, 'live'))
  for (const [frame, ...more] of await Promise.all(arrived)) {
    expect(more).toEqual([])
    expect(frame).toEqual(await tom.pull(seq))
  }
})

test('[PL1] frames follow each other without a gap and hold the same as the feed, coalesced', async () => {
  const [mia, tom] = [await server.desk('mia@acme.test'), await server.desk('tom@acme.test')]
  const { seq } = await mia.openSnapshot()
  const socket = await connect(tom)
  const arrived = framesTo(socket, seq + 60)
  const desks = [mia, new Desk(server.url, mia.grant), new Desk(server.url, mia.grant)]
  await Promise.all(
    desks.map(async (desk) => {
      for (let i = 0; i < 4; i++)
        await desk.push(...Array.from({ length: 5 }, (_, n) => reply(desk, `${i}.${n}`)))
    })
  )
  const frames = await arrived
  let from = seq
  for (const frame of frames) {
    expect(frame.from).toBe(from)
    from = frame.to
  }
  const pulled = await tom.pull(seq)
  expect(frames.flatMap((frame) => frame.items)).toEqual(pulled.items)
  expect(frames.length).toBeLessThan(60)
})

test('[SQ3] what is for one user reaches that user only; the others see the same range, empty', async () => {
  const [mia, tom] = [await server.desk('mia@acme.test'), await server.desk('tom@acme.test')]
  await server.storage().transact(async (tx) => {
    await tx.updateTable('conversations').set({ inbound_seq: 9 }).where('id', '=', chat).execute()
  })
  const { seq } = await mia.openSnapshot()
  const sockets = [await connect(mia), await connect(tom)]
  const arrived = sockets.map((socket) => framesTo(socket, seq + 1))
  await mia.push(mia.operation(conversationRead, { conversationId: chat, inboundSeq: 7 }))
  const [[own], [other]] = (await Promise.all(arrived)) as [ChangeRange[], ChangeRange[]]
  expect(own?.items.map((item) => item.entity)).toEqual(['read-mark'])
  expect(other).toMatchObject({ from: seq, to: seq + 1, items: [] })
})

test('[SQ3] [security 18] nothing crosses tenants', async () => {
  const [mia, other] = [await server.desk('mia@acme.test'), await server.desk('mia@globex.test')]
  const socket = await connect(other)
  const heard: unknown[] = []
  socket.onAny((...event) => heard.push(event))
  const { seq } = await mia.openSnapshot()
  const arrived = framesTo(await connect(mia), seq + 1)
  await mia.push(reply(mia, 'for acme only'))
  await arrived
  expect(heard).toEqual([])
})

test('a range that is too large to push is told as the new head instead', async () => {
  const tom = await server.desk('tom@acme.test')
  const socket = await connect(tom)
  const told = nextEvent(socket, LIVE.heartbeat)
  const change = {
    type: 't',
    entity: 'channel',
    id: 'c',
    audience: 'everyone',
    body: { kind: 'evict' }
  } as const
  const tenantId = tom.grant.identity.tenantId
  const seq = await server.storage().transact((tx) => append(tx, tenantId, Array(501).fill(change), 1))
  const mia = await server.desk('mia@acme.test')
  expect(await mia.push(reply(mia, 'wakes the link'))).toMatchObject([{ status: 'accepted' }])
  expect(LiveHead.parse(await told).head).toBeGreaterThanOrEqual(seq)
})

test('a link without a valid token is refused', async () => {
  const mia = await server.desk('mia@acme.test')
  const forged = new Desk(server.url, { ...mia.grant, accessToken: 'forged' }).live()
  open.push(forged)
  expect(await nextEvent(forged, 'connect_error')).toMatchObject({ message: 'unauthenticated' })
})

test('[AC3] [security 19] a session that ends loses its link within five seconds, and is told so', async () => {
  const grant = await server.signIn('lena@acme.test')
  const socket = await connect(new Desk(server.url, grant))
  const ended = nextEvent(socket, LIVE.ended)
  const gone = nextEvent(socket, 'disconnect')
  await fetch(server.url + PATHS.signOut, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken: grant.refreshToken })
  })
  await Promise.all([ended, gone])
}, 10_000)

test('[AC3] [security 19] a deactivated person loses the link within five seconds', async () => {
  const adam = await server.desk('adam@acme.test')
  const socket = await connect(adam)
  const ended = nextEvent(socket, LIVE.ended)
  await server.storage().transact(async (tx) => {
    await tx.updateTable('users').set({ active: 0 }).where('email', '=', 'adam@acme.test').execute()
  })
  await ended
}, 10_000)

test('[security 21, 22] a client that talks too much, too large or in many attachments is cut off', async () => {
  const mia = await server.desk('mia@acme.test')
  const attempts: ((socket: Socket) => void)[] = [
    (socket) => {
      for (let i = 0; i < 100; i++) socket.emit('noise', i)
    },
    (socket) => socket.emit('noise', 'x'.repeat(1_000_000)),
    (socket) =>
      socket.emit(
        'noise',
        Array.from({ length: 100 }, () => Buffer.alloc(10))
      )
  ]
  for (const attempt of attempts) {
    const socket = await connect(mia)
    const gone = nextEvent(socket, 'disconnect')
    attempt(socket)
    await gone
  }
  expect((await mia.openSnapshot()).seq).toBeGreaterThan(0)
})
