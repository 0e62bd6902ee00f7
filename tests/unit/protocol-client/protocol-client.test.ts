import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import { ProtocolClient } from './client.ts'

const PASSWORD = 'octopus-demo'
const CHAT = 'acme-chat'

let server: TestServer
let mia: ProtocolClient
let tom: ProtocolClient
beforeEach(async () => {
  server = await startTestServer()
  mia = new ProtocolClient(server.url)
  tom = new ProtocolClient(server.url)
  await mia.signIn('mia@acme.test', PASSWORD)
  await tom.signIn('tom@acme.test', PASSWORD)
})
afterEach(async () => {
  mia.goAway()
  tom.goAway()
  await server.close()
})

function reply(from: ProtocolClient, text: string, version: number, takeOver = false) {
  const args = { conversationId: CHAT, text, ...(takeOver && { takeOver }) }
  return from.operation('message.send', `conversation:${CHAT}`, args, { version, inboundSeq: 1 })
}

const texts = (client: ProtocolClient) =>
  client
    .all('message')
    .sort((a, b) => Number(a.position) - Number(b.position))
    .map(({ text }) => text)

/** Every row of a client equals what a new one fetches. */
async function equalsTheServer(client: ProtocolClient, email: string): Promise<void> {
  const fresh = new ProtocolClient(server.url)
  await fresh.signIn(email, PASSWORD)
  await fresh.catchUp()
  expect(fresh.rows.size).toBeGreaterThan(5)
  for (const entity of fresh.rows.keys())
    expect({ [entity]: client.all(entity) }).toEqual({ [entity]: fresh.all(entity) })
}

test('[SV1] the page is enough to sign in, take a copy and send; the copy then has the message', async () => {
  await mia.catchUp()
  const sent = reply(mia, 'Hello Amal', 1)
  const { outcomes } = await mia.push(sent)
  expect(outcomes).toMatchObject([{ opId: sent.opId, status: 'accepted' }])
  await mia.push(mia.operation('conversation.read', `read:${CHAT}`, { conversationId: CHAT, inboundSeq: 1 }))
  await mia.catchUp()
  expect(mia.cursor).toBe(Number(outcomes[0]?.seq) + 1)
  expect(mia.all('read-mark')).toMatchObject([{ conversationId: CHAT, inboundSeq: 1 }])
  expect(texts(mia)).toEqual(['Hello', 'Hello Amal'])
  expect(mia.all('conversation')).toMatchObject([{ id: CHAT, status: 'active', ownerId: 'acme-mia' }])
  await equalsTheServer(mia, 'mia@acme.test')
})

test('[PU2, PL6] an answer that is lost is asked for again, and who was away catches up by pulling', async () => {
  await tom.catchUp()
  const category = mia.operation('canned-category.create', 'canned:greetings', {
    categoryId: 'greetings',
    name: 'Greetings'
  })
  const first = await mia.push(category)
  expect((await mia.push(category)).text).toBe(first.text)
  for (let n = 0; n < 150; n++) await mia.push(reply(mia, `reply ${n}`, 99))
  const gone = mia.operation('canned-category.remove', 'canned:greetings', {
    categoryId: 'greetings',
    confirmedResponses: 0
  })
  await mia.push(gone)
  await tom.catchUp()
  expect(tom.snapshots).toBe(1)
  expect(texts(tom).length).toBe(151)
  expect(tom.all('canned-category')).toEqual([])
  await equalsTheServer(tom, 'tom@acme.test')
}, 30_000)

test('[SN2, SN5] a Cursor that is not known any more, and another epoch, are answered by a Snapshot', async () => {
  await tom.catchUp()
  await mia.push(reply(mia, 'before the floor', 1))
  const { outcomes } = await mia.push(reply(mia, 'after it', 2))
  await server.storage().transact(async (tx) => {
    await tx
      .deleteFrom('changes')
      .where('seq', '<', outcomes[0]?.seq ?? 0)
      .execute()
    await tx
      .updateTable('tenants')
      .set({ floor_seq: (outcomes[0]?.seq ?? 0) - 1 })
      .execute()
  })
  await tom.catchUp()
  expect(tom.snapshots).toBe(2)
  await equalsTheServer(tom, 'tom@acme.test')
  await server.storage().transact(async (tx) => {
    await tx.updateTable('tenants').set({ epoch: 'restored' }).execute()
  })
  await tom.catchUp()
  expect([tom.snapshots, tom.epoch]).toEqual([3, 'restored'])
})

test('[PL4, PL6] the live link brings at once what a pull would bring', async () => {
  await tom.catchUp()
  await tom.listen()
  await mia.push(reply(mia, 'live', 1))
  await expect.poll(() => texts(tom)).toEqual(['Hello', 'live'])
  tom.goAway()
  await mia.push(reply(mia, 'unheard', 2))
  await tom.listen()
  await expect.poll(() => texts(tom)).toEqual(['Hello', 'live', 'unheard'])
  await equalsTheServer(tom, 'tom@acme.test')
})

test('[CF1, CF3, LA2] a refusal says why, holds its Lane, and a confirmed take-over goes through', async () => {
  await mia.push(reply(mia, 'mine now', 1))
  const { outcomes } = await tom.push(reply(tom, 'too late', 1), reply(tom, 'behind it', 1))
  expect(outcomes).toMatchObject([
    { status: 'rejected', code: 'already_taken', detail: { by: 'acme-mia', byName: 'Mia' } },
    { status: 'not_attempted' }
  ])
  expect((await tom.push(reply(tom, 'taken over', 2, true))).outcomes).toMatchObject([{ status: 'accepted' }])
})

test('[OP4] an Operation that may have left is withdrawn', async () => {
  const late = reply(mia, 'never mind', 1)
  const cancel = mia.operation('op.cancel', `cancel:${late.opId}`, { opId: late.opId })
  expect((await mia.push(cancel)).outcomes).toMatchObject([{ status: 'accepted' }])
  expect((await mia.push(late)).outcomes).toMatchObject([{ status: 'rejected', code: 'cancelled' }])
  const sent = reply(mia, 'said', 1)
  await mia.push(sent)
  const second = mia.operation('op.cancel', `cancel:${sent.opId}`, { opId: sent.opId })
  expect((await mia.push(second)).outcomes).toMatchObject([{ status: 'rejected', code: 'too_late' }])
})

test('[AC1, AC4] an administrator changes a role and orders a wipe; the pages of both sides are enough to follow', async () => {
  const adam = new ProtocolClient(server.url)
  await adam.signIn('adam@acme.test', PASSWORD)
  await mia.catchUp()
  await adam.push(adam.operation('user.set-role', 'user:acme-mia', { userId: 'acme-mia', role: 'lead' }))
  await mia.catchUp()
  expect(mia.all('user')).toMatchObject([{}, {}, { id: 'acme-mia', role: 'lead' }, {}])
  expect(await mia.refresh()).toMatchObject({ userId: 'acme-mia', role: 'lead' })
  await adam.push(adam.operation('user.deactivate', 'user:acme-mia', { userId: 'acme-mia', wipe: true }))
  await expect(mia.catchUp()).rejects.toThrow('unauthenticated')
  await expect(mia.refresh()).rejects.toThrow('wipe_ordered')
})

test('[FI2, FI3] a message with a file waits until its bytes are there, cut off and gone on with in between', async () => {
  await mia.catchUp()
  const bytes = Buffer.from('A receipt, line by line.\n'.repeat(40))
  const file = mia.name(bytes, 'receipt.txt', 'text/plain')
  const args = { conversationId: CHAT, text: 'Here it is', attachments: [file] }
  const base = { version: 1, inboundSeq: 1 }
  const sent = mia.operation('message.send', `conversation:${CHAT}`, args, base, {
    v: 2,
    blobs: [file.sha256]
  })
  const behind = reply(mia, 'behind it', 1)
  expect((await mia.push(sent, behind)).outcomes).toMatchObject([
    { status: 'attachment_missing', blobs: [file.sha256] },
    { status: 'not_attempted' }
  ])

  expect(await mia.holds(file)).toBe(false)
  const upload = await mia.beginUpload(file)
  await mia.bringPiece(upload, 0, bytes.subarray(0, 100))
  const come = await mia.uploaded(upload)
  expect(come).toBe(100)
  await mia.bringPiece(upload, come, bytes.subarray(come))
  expect(await mia.holds(file)).toBe(true)

  expect((await mia.push(sent, behind)).outcomes).toMatchObject([
    { status: 'accepted' },
    { status: 'accepted' }
  ])
  await tom.catchUp()
  expect(texts(tom)).toEqual(['Hello', 'Here it is', 'behind it'])
  expect(tom.all('message').find(({ text }) => text === 'Here it is')).toMatchObject({
    attachments: [{ sha256: file.sha256, name: 'receipt.txt', sizeBytes: bytes.length }]
  })
  expect(await tom.fetchFile(CHAT, file)).toEqual(bytes)
})

test('[PU3] an opId that stands for something else, and a deviceSeq that is used, are refused and not stored', async () => {
  const first = reply(mia, 'first', 1)
  await mia.push(first)
  const args = { conversationId: CHAT, text: 'other words' }
  const reused = mia.operation('message.send', `conversation:${CHAT}`, args, {}, { opId: first.opId })
  expect((await mia.push(reused)).outcomes).toMatchObject([{ status: 'rejected', code: 'opid_reuse' }])
  const twin = { ...JSON.parse(first.bytes), opId: 'another' }
  const forked = await mia.push({ bytes: JSON.stringify(twin) })
  expect(forked.outcomes).toMatchObject([{ status: 'rejected', code: 'device_forked' }])
  await mia.catchUp()
  expect(texts(mia)).toEqual(['Hello', 'first'])
})

test('[SN5] a push from a copy of another history decides nothing; after a Snapshot the same bytes go through', async () => {
  await mia.catchUp()
  const sent = reply(mia, 'kept over the restore', 1)
  await server.storage().transact(async (tx) => {
    await tx.updateTable('tenants').set({ epoch: 'restored' }).execute()
  })
  await expect(mia.push(sent)).rejects.toThrow('resync_required')
  await mia.catchUp()
  expect(mia.epoch).toBe('restored')
  expect((await mia.push(sent)).outcomes).toMatchObject([{ status: 'accepted' }])
  await mia.catchUp()
  expect(texts(mia)).toEqual(['Hello', 'kept over the restore'])
})
