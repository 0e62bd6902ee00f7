import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ConversationId, MessageId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import { NO_FILE_LINK } from '../../../src-main/account/account-files.ts'
import { aSyncedAccount } from '../../harness/account.ts'
import { aPng, attachmentOf, noise, sha256Of, upload } from '../../harness/files.ts'
import { aConversation, aMessage, aRange, posted } from '../../harness/rows.ts'
import { settle } from '../../harness/virtual-clock.ts'
import { CHAT, FilesRig, until } from './files-rig.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function aRig(): Promise<FilesRig> {
  const rig = await FilesRig.open()
  closing.push(() => rig.close())
  return rig
}

/** A message of another device of the same person, with a file that this one does not have. */
async function arrive(rig: FilesRig, name: string, bytes: Uint8Array): Promise<Attachment> {
  await upload(rig.hand, bytes, { name })
  const file = attachmentOf(name, bytes)
  const [outcome] = await rig.hand.push(
    rig.hand.operation(
      messageSend,
      { conversationId: CHAT, text: name, attachments: [file] },
      { blobs: [file.sha256], base: { inboundSeq: 1 } }
    )
  )
  expect(outcome).toMatchObject({ status: 'accepted' })
  await until(async () => (await rig.desk.thread(CHAT)).some((text) => text.startsWith(name)))
  return file
}

const fetchFile = (rig: FilesRig, { sha256 }: Pick<Attachment, 'sha256'>) =>
  rig.desk.account.file({ conversationId: CHAT, sha256 })
const asked = (rig: FilesRig, path: string) => rig.asked.filter((one) => one.path === path)

test('[AT4] a file of a message comes whole, once, also for many who ask at a time', async () => {
  const rig = await aRig()
  const bytes = aPng(noise(700_000, 3))
  const file = await arrive(rig, 'photo.png', bytes)
  const found = await Promise.all([1, 2, 3].map(() => fetchFile(rig, file)))
  for (const one of found) {
    if (!one.ok) throw new Error(one.error)
    expect(readFileSync(one.value.path).equals(bytes)).toBe(true)
    expect(one.value.attachment).toEqual(file)
  }
  await fetchFile(rig, file)
  expect(asked(rig, '/files/content')).toHaveLength(1)
}, 30_000)

test('[AT4] a download that was cut goes on where it stopped; without a network a sentence says so', async () => {
  const rig = await aRig()
  const bytes = aPng(noise(3_000_000, 4))
  const file = await arrive(rig, 'large.png', bytes)
  rig.line.cutAfter(1_500_000)
  expect(await fetchFile(rig, file)).toMatchObject({
    ok: false,
    error: expect.stringContaining('large.png is not on this computer yet')
  })
  const [part = ''] = readdirSync(path.join(rig.desk.folder, 'received', CHAT))
  expect(part).toBe(`${file.sha256}.part`)
  rig.line.mend()
  await rig.desk.act('sync.retry-now', {})
  await rig.online()
  const found = await fetchFile(rig, file)
  expect(found.ok && sha256Of(readFileSync(found.value.path))).toBe(file.sha256)
  expect(asked(rig, '/files/content').at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/)
}, 30_000)

test('[security 13] bytes that are not what the message names are never shown', async () => {
  const rig = await aRig()
  const file = await arrive(rig, 'photo.png', aPng(noise(5000, 5)))
  const objects = path.join(rig.server.dataDir, 'files', 'objects')
  for (const name of readdirSync(objects)) {
    writeFileSync(path.join(objects, name), aPng(noise(5000, 6)))
  }
  expect(await fetchFile(rig, file)).toMatchObject({
    ok: false,
    error: 'photo.png did not arrive as its sender sent it. Ask for it again.'
  })
  expect(readdirSync(path.join(rig.desk.folder, 'received', CHAT))).toEqual([])
}, 30_000)

test('[security 14] what no message of the conversation names is not asked for', async () => {
  const rig = await aRig()
  const file = await arrive(rig, 'photo.png', aPng(noise(5000, 7)))
  const before = rig.asked.length
  for (const ref of [
    { conversationId: CHAT, sha256: 'a'.repeat(64) },
    { conversationId: ConversationId.parse('elsewhere'), sha256: file.sha256 }
  ]) {
    expect(await rig.desk.account.file(ref)).toMatchObject({ ok: false })
  }
  expect(rig.asked).toHaveLength(before)
}, 30_000)

test('[AC2] [security 20] what was fetched goes with its conversation, also what came while it went', async () => {
  const bytes = aPng(noise(900, 8))
  const file = attachmentOf('photo.png', bytes)
  let hold = Promise.resolve()
  const desk = await aSyncedAccount({
    fileLink: {
      ...NO_FILE_LINK,
      async download({ path: to }) {
        await hold
        writeFileSync(to, bytes)
        return { ok: true, value: undefined }
      }
    }
  })
  closing.push(() => desk.close())
  const message = aMessage({ id: MessageId.parse('in-2'), position: 2, attachments: [file] })
  const conversation = aConversation({ inboundSeq: 2, lastPosition: 2, version: 2 })
  const line = () => desk.link.lines.at(-1)
  const ref = { conversationId: ConversationId.parse('chat'), sha256: file.sha256 }
  const folder = path.join(desk.folder, 'received', 'chat')
  line()?.frame(aRange(10, 11, posted(11, message, conversation)))
  await settle()
  expect(await desk.account.file(ref)).toMatchObject({ ok: true })
  expect(readdirSync(folder)).toEqual([file.sha256])

  let release = () => {}
  hold = new Promise((resolve) => {
    release = resolve
  })
  const evict = { seq: 12, type: 'x', entity: 'conversation', id: 'chat', kind: 'evict' } as const
  line()?.frame(aRange(11, 12, [evict], { aclVersion: 2 }))
  await expect.poll(() => existsSync(folder)).toBe(false)
  release()
  expect(await desk.account.file(ref)).toMatchObject({ ok: false })
  expect(existsSync(folder)).toBe(false)
})
