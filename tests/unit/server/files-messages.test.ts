import { existsSync, readdirSync, rmSync, truncateSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { FileLink, PATHS } from '#shared/contract/wire.ts'
import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import type { Message } from '#shared/features/conversation/entities.ts'
import { conversationTake, messageSend } from '#shared/features/conversation/operations.ts'
import { Lane, type Operation } from '#shared/sync/operation.ts'
import { collectFiles } from '../../../src-server/features/attachment/collect.ts'
import { openFolderStore } from '../../../src-server/files/folder-store.ts'
import type { Desk } from '../../harness/desk.ts'
import {
  aPng,
  attachmentOf,
  beginUpload,
  isHeld,
  noise,
  sendPiece,
  sha256Of,
  upload
} from '../../harness/files.ts'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import { seedTenant } from '../../harness/tenant.ts'

const chat = ConversationId.parse('acme-chat')
const DAY_MS = 24 * 3_600_000

let server: TestServer
let mia: Desk
let seed = 100

beforeAll(async () => {
  server = await startTestServer()
  await seedTenant(server.storage(), 'globex')
})
beforeEach(async () => {
  mia = await server.desk('mia@acme.test')
})
afterAll(() => server.close())

const aFile = () => aPng(noise(500, ++seed))
const objects = () => {
  const folder = path.join(server.dataDir, 'files', 'objects')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** A reply with files, as a desk sends it. */
function replyWith(files: { name: string; bytes: Uint8Array }[], text = 'see here', desk = mia): Operation {
  const attachments = files.map(({ name, bytes }) => attachmentOf(name, bytes))
  const blobs = [...new Set(attachments.map(({ sha256 }) => sha256))]
  const base = { inboundSeq: 1 }
  return desk.operation(messageSend, { conversationId: chat, text, attachments }, { blobs, base })
}

async function messageOf({ opId }: Operation): Promise<Message | undefined> {
  const rows = (await mia.snapshotRows('message')) as Message[]
  return rows.find(({ id }) => (id as string) === opId)
}

describe('a message with files', () => {
  test('[FI2] is not judged before they are whole, holds its Lane, and leaves nothing behind', async () => {
    const bytes = aFile()
    const waiting = replyWith([{ name: 'photo.png', bytes }])
    const later = mia.operation(messageSend, { conversationId: chat, text: 'later' })
    const { seq } = await mia.openSnapshot()
    const missing = [{ status: 'attachment_missing', blobs: [sha256Of(bytes)] }, { status: 'not_attempted' }]
    expect(await mia.push(waiting, later)).toMatchObject(missing)
    const { at } = await beginUpload(mia, bytes, { name: 'photo.png' })
    await sendPiece(mia, at, 0, bytes.subarray(0, 300))
    expect(await mia.push(waiting, later)).toMatchObject(missing)
    expect((await mia.openSnapshot()).seq).toBe(seq)

    await sendPiece(mia, at, 300, bytes.subarray(300))
    expect(await mia.push(waiting, later)).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }])
    const expected = [attachmentOf('photo.png', bytes)]
    expect((await messageOf(waiting))?.attachments).toEqual(expected)
    const { items } = await mia.pull(seq)
    expect(items[0]).toMatchObject({ type: 'message.posted', row: { attachments: expected } })
  })

  test('needs no text, and is shown in the list by the names of its files', async () => {
    const bytes = aFile()
    await upload(mia, bytes, { name: 'map.png' })
    const sent = replyWith([{ name: 'map.png', bytes }], '')
    expect(await mia.push(sent)).toMatchObject([{ status: 'accepted' }])
    const [row] = (await mia.snapshotRows('conversation')) as { lastMessage: { text: string } }[]
    expect(row?.lastMessage.text).toBe('map.png')
    const empty = mia.operation(messageSend, { conversationId: chat, text: ' ' })
    expect(await mia.push(empty)).toMatchObject([{ status: 'rejected', code: 'invalid_args' }])
  })

  test("[FI2] does not get a colleague's files, nor those of another tenant", async () => {
    const bytes = aFile()
    for (const email of ['tom@acme.test', 'mia@globex.test']) {
      await upload(await server.desk(email), bytes, { name: 'a.png' })
    }
    expect(await mia.push(replyWith([{ name: 'a.png', bytes }]))).toMatchObject([
      { status: 'attachment_missing', blobs: [sha256Of(bytes)] }
    ])
  })

  test('[FI5] whose file the disk has lost asks for it again, and then goes out as the same Operation', async () => {
    const bytes = aFile()
    const before = objects()
    await upload(mia, bytes, { name: 'a.png' })
    const [lost = ''] = objects().filter((id) => !before.includes(id))
    rmSync(path.join(server.dataDir, 'files', 'objects', lost))
    const sent = replyWith([{ name: 'a.png', bytes }])
    expect(await mia.push(sent)).toMatchObject([{ status: 'attachment_missing' }])
    await upload(mia, bytes, { name: 'a.png' })
    const first = await mia.pushRaw([sent])
    expect(first.json).toMatchObject({ outcomes: [{ status: 'accepted' }] })
    expect((await mia.pushRaw([sent])).text).toBe(first.text)
  })

  test('[security 13] is refused when it gives a file another ending than its bytes have', async () => {
    const bytes = aFile()
    await upload(mia, bytes, { name: 'a.png' })
    for (const name of ['a.exe', 'a.pdf', 'a.png.html']) {
      expect(await mia.push(replyWith([{ name, bytes }]))).toMatchObject([
        { status: 'rejected', code: 'attachment_refused' }
      ])
    }
  })

  test('must name the same files in its envelope as in its args', async () => {
    const bytes = aFile()
    await upload(mia, bytes, { name: 'a.png' })
    const sent = { ...replyWith([{ name: 'a.png', bytes }]), blobs: [] }
    expect(await mia.push(sent)).toMatchObject([{ status: 'rejected', code: 'invalid_args' }])
  })

  test('has the size and the type that the server found, whatever it claims', async () => {
    const bytes = aFile()
    await upload(mia, bytes, { name: 'a.png' })
    const attachments = [{ ...attachmentOf('a.png', bytes), sizeBytes: 1, mediaType: 'text/html' }]
    const sent = mia.operation(
      messageSend,
      { conversationId: chat, text: 'x', attachments },
      { blobs: [sha256Of(bytes)] }
    )
    await mia.push(sent)
    expect((await messageOf(sent))?.attachments).toEqual([attachmentOf('a.png', bytes)])
  })

  test.each([
    ['../../etc/passwd.png', 'passwd.png'],
    ['..\\..\\system32\\a.png', 'a.png'],
    ['CON.png', '_CON.png'],
    ['a\r\nset-cookie: x=1.png', 'aset-cookie_ x=1.png'],
    ['photo\u202egnp.png', 'photognp.png'],
    ['trailing.png. . ', 'trailing.png'],
    [`${'n'.repeat(300)}.png`, `${'n'.repeat(116)}.png`],
    ['"quoted".png', '_quoted_.png'],
    ['سند.png', 'سند.png']
  ])('[security 15] is stored by id under any name: %j', async (name, clean) => {
    const bytes = aFile()
    const before = objects()
    expect((await upload(mia, bytes, { name })).status).toBe(204)
    const [id] = objects().filter((one) => !before.includes(one))
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    const sent = replyWith([{ name, bytes }])
    expect(await mia.push(sent)).toMatchObject([{ status: 'accepted' }])
    expect((await messageOf(sent))?.attachments[0]?.name).toBe(clean)
    const file = await fetch(server.url + (await linkTo(bytes)).path)
    const disposition = file.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment; filename="[ !#-~]+"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/)
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(clean)
    expect(file.headers.get('set-cookie')).toBeNull()
  })
})

async function linkTo(bytes: Uint8Array, desk = mia, conversationId: string = chat): Promise<FileLink> {
  const query = `conversationId=${conversationId}&sha256=${sha256Of(bytes)}`
  const answer = await desk.send('GET', `${PATHS.fileLink}?${query}`)
  if (answer.status !== 200) throw new Error(String(answer.status))
  return FileLink.parse(answer.json)
}

describe('[security 14] a file', () => {
  async function posted() {
    const bytes = aFile()
    await upload(mia, bytes, { name: 'photo.png' })
    await mia.push(replyWith([{ name: 'photo.png', bytes }]))
    return bytes
  }

  test('is served to be saved, never to be run, and not to be kept', async () => {
    const bytes = await posted()
    const { path: address, expiresAtMs } = await linkTo(bytes, await server.desk('tom@acme.test'))
    const answer = await fetch(server.url + address)
    expect(answer.status).toBe(200)
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    const header = (name: string) => answer.headers.get(name)
    expect(header('content-type')).toBe('image/png')
    expect(header('content-disposition')).toMatch(/^attachment; filename="photo.png"/)
    expect(header('x-content-type-options')).toBe('nosniff')
    expect(header('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(header('cache-control')).toBe('no-store')
    expect(expiresAtMs - Date.now()).toBeLessThanOrEqual(5 * 60_000)
  })

  test('has an address for its own conversation and tenant only', async () => {
    const bytes = await posted()
    await expect(linkTo(bytes, mia, 'another')).rejects.toThrow('404')
    await expect(linkTo(bytes, await server.desk('mia@globex.test'))).rejects.toThrow('404')
    await expect(linkTo(bytes, await server.desk('mia@globex.test'), 'globex-chat')).rejects.toThrow('404')
    // uploaded, but not in any conversation
    const unsent = aFile()
    await upload(mia, unsent, { name: 'a.png' })
    await expect(linkTo(unsent)).rejects.toThrow('404')
  })

  test('has an address that cannot be changed, and that ends', async () => {
    const { path: address } = await linkTo(await posted())
    const [payload = '', mac = ''] = (address.split('token=')[1] ?? '').split('.')
    const target = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...target, tenantId: 'globex' })).toString('base64url')
    for (const token of [
      `${forged}.${mac}`,
      `${payload}.`,
      payload,
      '',
      `${payload}.${mac}x`,
      mia.grant.accessToken
    ]) {
      const answer = await fetch(`${server.url}${PATHS.fileContent}?token=${token}`)
      expect([token, answer.status]).toEqual([token, 403])
    }
    server.advance(5 * 60_000)
    expect((await fetch(server.url + address)).status).toBe(403)
  })

  test('tells how large it may be', async () => {
    const { json } = await mia.send('GET', PATHS.fileLimits)
    expect(json).toEqual(USUAL_FILE_LIMITS)
  })
})

async function collect(): Promise<void> {
  const files = path.join(server.dataDir, 'files')
  const tools = { storage: server.storage(), clock: server.clock }
  await collectFiles(tools, openFolderStore(path.join(files, 'objects')), path.join(files, 'uploads'))
}

test('[FI8] files that no message names are collected after 7 days, and others stay', async () => {
  const [unsent, sent] = [aFile(), aFile()]
  await upload(mia, unsent, { name: 'unsent.png' })
  await upload(mia, sent, { name: 'sent.png' })
  await mia.push(replyWith([{ name: 'sent.png', bytes: sent }]))
  const begun = await beginUpload(mia, aFile(), { name: 'begun.png' })
  const before = objects()

  server.advance(6.5 * DAY_MS)
  await collect()
  mia = await server.desk('mia@acme.test')
  expect([await isHeld(mia, sha256Of(unsent)), await isHeld(mia, sha256Of(sent))]).toEqual([true, true])

  server.advance(DAY_MS)
  await collect()
  mia = await server.desk('mia@acme.test')
  expect([await isHeld(mia, sha256Of(unsent)), await isHeld(mia, sha256Of(sent))]).toEqual([false, true])
  expect(objects().length).toBeLessThan(before.length)
  expect((await sendPiece(mia, begun.at, 0, aFile())).status).toBe(404)
  expect(readdirSync(path.join(server.dataDir, 'files', 'uploads'))).toEqual([])
  expect((await fetch(server.url + (await linkTo(sent)).path)).status).toBe(200)
  expect(await mia.push(replyWith([{ name: 'unsent.png', bytes: unsent }]))).toMatchObject([
    { status: 'attachment_missing' }
  ])
})

test('[FI8] what a server that died between two steps has left of an upload is collected too', async () => {
  const folder = path.join(server.dataDir, 'files', 'uploads')
  const begun: string[] = []
  for (const name of ['bytes only.png', 'note only.png', 'half a note.png']) {
    begun.push(path.basename((await beginUpload(mia, aFile(), { name })).at))
  }
  const [bytesOnly, noteOnly, halfNote] = begun.map((id) => path.join(folder, id))
  rmSync(`${bytesOnly}.json`)
  rmSync(`${noteOnly}`)
  truncateSync(`${halfNote}.json`, 20)
  // the clock of this server is ahead of the disk's
  const nowS = server.clock.nowMs() / 1000
  for (const name of readdirSync(folder)) utimesSync(path.join(folder, name), nowS, nowS)

  await collect()
  expect(readdirSync(folder)).toHaveLength(4)
  server.advance(8 * DAY_MS)
  await collect()
  expect(readdirSync(folder)).toEqual([])
})

test('[OP6] a message of the version before files is accepted and means the same', async () => {
  const args = { conversationId: chat, text: 'from an older desk', takeOver: false }
  const old = mia.operation(messageSend, args, { v: 1, base: { inboundSeq: 1 } })
  const replay = { ...old }
  expect(await mia.push(old)).toMatchObject([{ status: 'accepted' }])
  expect(await mia.push(replay)).toMatchObject([{ status: 'accepted' }])
  expect(await messageOf(old)).toMatchObject({ text: 'from an older desk', attachments: [] })
  const strict = mia.operation(messageSend, { conversationId: chat, text: ' ' }, { v: 1 })
  const future = mia.operation(messageSend, args, { v: 3, lane: Lane.parse('conversation:other') })
  expect(await mia.push(strict, future)).toMatchObject([{ code: 'invalid_args' }, { code: 'unknown_type' }])
  await mia.push(mia.operation(conversationTake, { conversationId: chat }))
})
