import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CategoryId, ConversationId, ResponseId } from '#shared/base/ids.ts'
import { PATHS } from '#shared/contract/wire.ts'
import {
  categoryCreate,
  responseCreate,
  responseEdit,
  responseRemove
} from '#shared/features/canned-response/operations.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import { collectFiles } from '../../../../src-server/features/attachment/collect.ts'
import { openFolderStore } from '../../../../src-server/files/folder-store.ts'
import type { Desk } from '../../../harness/desk.ts'
import { aPng, attachmentOf, isHeld, noise, sha256Of, upload } from '../../../harness/files.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

const DAY_MS = 24 * 3_600_000
const chat = ConversationId.parse('acme-chat')
const categoryId = CategoryId.parse('offers')

let server: TestServer
let mia: Desk
let tom: Desk
let seed = 7000

beforeAll(async () => {
  server = await startTestServer()
  const first = await server.desk('mia@acme.test')
  await first.push(first.operation(categoryCreate, { categoryId, name: 'Offers' }))
})
beforeEach(signIn)
afterAll(() => server.close())

async function signIn(): Promise<void> {
  mia = await server.desk('mia@acme.test')
  tom = await server.desk('tom@acme.test')
}

/** A response of mia's with a picture that she has uploaded. */
async function offer(scope: 'shared' | 'personal') {
  const bytes = aPng(noise(400, ++seed))
  const sha256 = sha256Of(bytes)
  const responseId = ResponseId.parse(`offer-${seed}`)
  const attachments = [attachmentOf('offer.png', bytes)]
  const args = { responseId, categoryId, title: 'Offer', text: 'See here', scope, attachments }
  const create = mia.operation(responseCreate, args, { blobs: [sha256] })
  expect(await mia.push(create), 'before the file is there').toMatchObject([{ status: 'attachment_missing' }])
  await upload(mia, bytes, { name: 'offer.png' })
  expect(await mia.push(create)).toMatchObject([{ status: 'accepted' }])
  return { responseId, attachments, sha256, bytes }
}
type Offer = Awaited<ReturnType<typeof offer>>

async function linkOf(desk: Desk, { responseId, sha256 }: Offer) {
  const query = `conversationId=${responseId}&sha256=${sha256}`
  return await desk.send('GET', `${PATHS.fileLink}?${query}`)
}

function send(desk: Desk, { attachments, sha256 }: Offer) {
  const args = { conversationId: chat, text: 'See here', attachments, takeOver: true }
  const row = desk.operation(messageSend, args, { blobs: [sha256], base: { inboundSeq: 1, version: 1 } })
  return desk.push(row)
}

async function collect(): Promise<void> {
  const files = path.join(server.dataDir, 'files')
  const tools = { storage: server.storage(), clock: server.clock }
  await collectFiles(tools, openFolderStore(path.join(files, 'objects')), path.join(files, 'uploads'))
}

test('[CR4] a colleague has the files of a shared response, and sends them without uploading them', async () => {
  const shared = await offer('shared')
  const rows = (await tom.snapshotRows('canned-response')) as { id: string }[]
  expect(rows.find(({ id }) => id === shared.responseId)).toMatchObject({ attachments: shared.attachments })
  expect(await isHeld(tom, shared.sha256)).toBe(true)
  const answer = await linkOf(tom, shared)
  const { path: address } = answer.json as { path: string }
  const file = await fetch(server.url + address)
  expect(Buffer.from(await file.arrayBuffer()).equals(shared.bytes)).toBe(true)
  expect(await send(tom, shared)).toMatchObject([{ status: 'accepted' }])
})

test('[CR4] [security 14] [security 18] the files of a personal response are its owner’s alone', async () => {
  const mine = await offer('personal')
  expect((await linkOf(mia, mine)).status).toBe(200)
  expect((await linkOf(tom, mine)).status).toBe(404)
  expect(await isHeld(tom, mine.sha256)).toBe(false)
  expect(await send(tom, mine)).toMatchObject([{ status: 'attachment_missing' }])
  const stolen = {
    responseId: ResponseId.parse(`stolen-${seed}`),
    categoryId,
    title: 'Stolen',
    text: 'x',
    attachments: mine.attachments
  }
  expect(await tom.push(tom.operation(responseCreate, stolen, { blobs: [mine.sha256] }))).toMatchObject([
    { status: 'attachment_missing' }
  ])
})

test('[CR4] [FI8] a file is kept as long as a response carries it, and a week after that one is removed', async () => {
  const kept = await offer('shared')
  const dropped = await offer('shared')
  const removed = await offer('shared')
  server.advance(8 * DAY_MS)
  await signIn()
  await collect()
  for (const one of [kept, dropped, removed]) expect(await isHeld(tom, one.sha256)).toBe(true)

  const { responseId } = dropped
  await tom.push(tom.operation(responseEdit, { responseId, attachments: [] }, { base: { version: 1 } }))
  await tom.push(tom.operation(responseRemove, { responseId: removed.responseId }))
  expect((await linkOf(tom, removed)).status).toBe(404)
  expect(await send(tom, removed), 'what was written with it goes out').toMatchObject([
    { status: 'accepted' }
  ])
  const unsent = await offer('shared')
  await tom.push(tom.operation(responseRemove, { responseId: unsent.responseId }))
  await collect()
  expect(await isHeld(tom, unsent.sha256)).toBe(true)

  server.advance(8 * DAY_MS)
  await signIn()
  await collect()
  const held = await Promise.all([kept, dropped, unsent].map(({ sha256 }) => isHeld(tom, sha256)))
  expect(held).toEqual([true, false, false])
})

test('[CR4] edits name files that the response has already; each comes once, and ten at most', async () => {
  const { responseId, attachments, sha256 } = await offer('shared')
  const renamed = attachments.map((file) => ({ ...file, name: 'spring.png' }))
  const edit = (files: typeof attachments) => {
    const blobs = files.map((file) => file.sha256)
    return tom.push(
      tom.operation(responseEdit, { responseId, attachments: files }, { blobs, base: { version: 1 } })
    )
  }
  expect(await edit(renamed)).toMatchObject([{ status: 'accepted' }])
  expect(await edit([...renamed, ...attachments])).toMatchObject([{ code: 'invalid_args' }])
  const many = Array.from({ length: 11 }, (_, i) => ({ ...renamed[0], sha256: sha256.slice(2) + (10 + i) }))
  expect(await edit(many as typeof attachments)).toMatchObject([{ code: 'invalid_args' }])
})
