import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { CategoryId, ResponseId } from '#shared/base/ids.ts'
import { categoryCreate, responseCreate, responseEdit } from '#shared/features/canned-response/operations.ts'
import type { Desk } from '../../harness/desk.ts'
import { aPng, attachmentOf, noise, upload } from '../../harness/files.ts'
import { CHAT, FilesRig, until } from './files-rig.ts'

const categoryId = CategoryId.parse('offers')
const responseId = ResponseId.parse('offer')
const bytes = aPng(noise(50_000, 900))
const file = attachmentOf('offer.png', bytes)

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A desk, and a colleague who makes a response with a picture on another one. */
async function aRig(): Promise<{ rig: FilesRig; tom: Desk }> {
  const rig = await FilesRig.open()
  closing.push(() => rig.close())
  return { rig, tom: await rig.server.desk('tom@acme.test') }
}

async function makeOffer(tom: Desk): Promise<void> {
  await upload(tom, bytes, { name: file.name })
  const args = { responseId, categoryId, title: 'Offer', text: 'See here', attachments: [file] }
  const outcomes = await tom.push(
    tom.operation(categoryCreate, { categoryId, name: 'Offers' }),
    tom.operation(responseCreate, args, { blobs: [file.sha256] })
  )
  expect(outcomes).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }])
}

const received = (rig: FilesRig) => path.join(rig.desk.folder, 'received', responseId, file.sha256)
const one = (rig: FilesRig) =>
  rig.desk.query('canned-response.one', { conversationId: CHAT, which: { responseId } })
const insert = (rig: FilesRig) =>
  rig.desk.act('conversation.change-draft-files', { conversationId: CHAT, add: [file], remove: [] })

test('[CR4] [CR5] a colleague’s picture comes ahead, is inserted offline, and goes out without being uploaded', async () => {
  const { rig, tom } = await aRig()
  await makeOffer(tom)
  await until(() => existsSync(received(rig)))
  rig.line.cut()
  await until(async () => (await rig.desk.query('sync.status', {})).link !== 'online')

  expect((await one(rig))?.attachments).toEqual([file])
  await insert(rig)
  const shown = await rig.desk.account.file({ conversationId: CHAT, sha256: file.sha256 })
  if (!shown.ok) throw new Error(shown.error)
  expect(readFileSync(shown.value.path).equals(bytes)).toBe(true)
  await rig.send('See here', [file])
  expect(await rig.desk.thread(CHAT)).toContain('See here: queued')

  rig.line.mend()
  await rig.settled()
  expect(await rig.posted()).toMatchObject([{ text: 'See here', attachments: [file] }])
  expect(rig.bytesSent()).toBe(0)
}, 30_000)

test('[CR4] a picture that is not here yet goes out all the same: the server has it', async () => {
  const { rig, tom } = await aRig()
  rig.before = ({ path }) => {
    if (path === '/files/link') throw new Error('no files come through')
  }
  await makeOffer(tom)
  await until(async () => (await one(rig)) !== null)
  await insert(rig)
  const shown = await rig.desk.account.file({ conversationId: CHAT, sha256: file.sha256 })
  expect(shown).toMatchObject({ ok: false, error: expect.stringContaining('not on this computer yet') })
  await rig.send('See here', [file])
  await rig.settled()
  expect(await rig.posted()).toMatchObject([{ attachments: [file] }])
}, 30_000)

test('[CR4] what was written with a picture goes out although the response has lost it meanwhile', async () => {
  const { rig, tom } = await aRig()
  await makeOffer(tom)
  await until(() => existsSync(received(rig)))
  await insert(rig)
  const copy = path.join(rig.desk.folder, 'files', file.sha256)
  await until(() => existsSync(copy))
  rig.line.cut()
  await until(async () => (await rig.desk.query('sync.status', {})).link !== 'online')
  await rig.send('See here', [file])
  const edit = tom.operation(responseEdit, { responseId, attachments: [] }, { base: { version: 1 } })
  expect(await tom.push(edit)).toMatchObject([{ status: 'accepted' }])
  rig.line.mend()
  await rig.settled()
  expect(await rig.posted()).toMatchObject([{ attachments: [file] }])
  expect(rig.bytesSent()).toBe(bytes.length)
}, 30_000)

test('[CR4] [security 20] a response that a colleague keeps alone from now on takes its picture along', async () => {
  const { rig, tom } = await aRig()
  await makeOffer(tom)
  await until(() => existsSync(received(rig)))
  await tom.push(tom.operation(responseEdit, { responseId, scope: 'personal' }, { base: { version: 1 } }))
  await until(() => !existsSync(received(rig)))
  expect(await one(rig)).toBeNull()
  expect(
    existsSync(path.join(rig.desk.folder, 'files')) ? readdirSync(path.join(rig.desk.folder, 'files')) : []
  ).toEqual([])
}, 30_000)
