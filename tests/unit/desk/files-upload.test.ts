import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aMovie, aPng, isHeld, noise, sha256Of } from '../../harness/files.ts'
import { CHAT, FilesRig, until } from './files-rig.ts'

const MB = 1024 * 1024

let rig: FilesRig
beforeEach(async () => {
  rig = await FilesRig.open()
})
afterEach(() => rig.close())

const copyOf = (sha256: string) => path.join(rig.desk.folder, 'files', sha256)
const thread = () => rig.desk.query('conversation.thread', { conversationId: CHAT, before: null, limit: 50 })

test('[FI1] [FI2] a message goes out when its file is up, with what was copied, not with what became of the original', async () => {
  const bytes = aPng(noise(1_300_000))
  const file = rig.choose('photo.png', bytes)
  const added = await rig.desk.account.addFile({ path: file })
  if (!added.ok) throw new Error(added.error)
  rmSync(file)
  expect(existsSync(copyOf(sha256Of(bytes)))).toBe(true)
  await rig.send('look', [added.value])
  await rig.settled()
  expect(await rig.posted()).toMatchObject([{ text: 'look', attachments: [added.value] }])
  const { bubbles } = await thread()
  expect(bubbles.at(-1)).toMatchObject({ text: 'look', attachments: [added.value], uploadShare: null })
}, 30_000)

test('[FI2] the Lane waits for the file, and other Lanes do not', async () => {
  await rig.desk.act('sync.set-offline', { offline: true })
  const photo = await rig.attach('photo.png', aPng(noise(2_000_000)))
  await rig.send('with a photo', [photo])
  await rig.send('after it')
  await rig.desk.ask('conversation.read', { conversationId: CHAT, inboundSeq: 1 })
  let released = () => {}
  const gate = new Promise<void>((resolve) => {
    released = resolve
  })
  rig.before = ({ method, bytes }) => (method === 'PATCH' && bytes > 0 ? gate : undefined)
  await rig.desk.act('sync.set-offline', { offline: false })
  await until(async () => ((await rig.hand.snapshotRows('read-mark')) as unknown[]).length === 1)
  expect(await rig.posted()).toEqual([])
  expect((await thread()).bubbles.slice(-2)).toMatchObject([
    { text: 'with a photo', sendState: 'queued', uploadShare: 0 },
    { text: 'after it', sendState: 'queued', uploadShare: null }
  ])
  released()
  await rig.settled()
  expect((await rig.posted()).map(({ text }) => text)).toEqual(['with a photo', 'after it'])
}, 30_000)

test.each([
  ['a picture', 'photo.png', aPng(noise(4_000_000))],
  ['[AT1] [AT3] a video of 50 MB', 'film.mp4', aMovie('isom', noise(50 * MB - 28))]
])(
  '[FI3] cut five times, %s goes on where the server has it',
  async (_what, name, bytes) => {
    const file = await rig.attach(name, bytes)
    let cuts = 0
    rig.before = ({ method }) => {
      if (method !== 'PATCH' || cuts >= 5 || rig.bytesSent() < ((cuts + 1) * bytes.length) / 7) return
      cuts++
      rig.line.cut()
      setTimeout(() => {
        rig.line.mend()
        void rig.desk.act('sync.retry-now', {})
      }, 60)
    }
    await rig.send('through a bad line', [file])
    await until(async () => (await rig.posted()).length === 1, 80_000)
    expect(cuts).toBe(5)
    // each cut costs at most the piece that was on its way
    expect(rig.bytesSent()).toBeLessThanOrEqual(bytes.length + 5 * 512 * 1024)
    expect(rig.asked.filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(await isHeld(rig.hand, sha256Of(bytes))).toBe(true)
  },
  90_000
)

test('[FI3] an upload survives a restart of the desk and one of the server', async () => {
  const bytes = aPng(noise(3_000_000))
  const photo = await rig.attach('photo.png', bytes)
  let stopped = false
  rig.before = async () => {
    if (stopped || rig.bytesSent() < 1_200_000) return
    stopped = true
    rig.line.cut()
  }
  await rig.send('twice interrupted', [photo])
  await until(() => stopped)
  await rig.desk.account.close()
  await rig.server.restart()
  rig.line.mend()
  await rig.desk.open()
  await rig.settled()
  expect(await rig.posted()).toMatchObject([{ text: 'twice interrupted', attachments: [photo] }])
  expect(rig.bytesSent()).toBeLessThanOrEqual(bytes.length + 512 * 1024)
  expect(rig.asked.filter(({ method }) => method === 'POST')).toHaveLength(1)
}, 60_000)

test('[FI4] the same bytes travel once, under whatever name and after a lost answer', async () => {
  const bytes = aPng(noise(400_000))
  let lost = false
  rig.before = async ({ method }) => {
    if (method !== 'PATCH' || lost) return
    lost = true
    rig.line.loseAnswers()
    setTimeout(() => {
      rig.line.mend()
      void rig.desk.act('sync.retry-now', {})
    }, 300)
  }
  await rig.send('first', [await rig.attach('photo.png', bytes)])
  await rig.settled()
  await rig.send('second', [await rig.attach('copy.png', bytes), await rig.attach('again.png', bytes)])
  await rig.settled()
  expect((await rig.posted()).map(({ attachments }) => attachments.map(({ name }) => name))).toEqual([
    ['photo.png'],
    ['copy.png', 'again.png']
  ])
  expect(rig.bytesSent()).toBe(bytes.length)
}, 60_000)

test('[FI5] a file that the server lost before the message came is uploaded again', async () => {
  const photo = await rig.attach('photo.png', aPng(noise(300_000)))
  const objects = path.join(rig.server.dataDir, 'files', 'objects')
  // the file is up, and gone when the message comes
  await rig.send('first', [photo])
  await rig.settled()
  rmSync(path.join(objects, readdirSync(objects)[0] ?? ''))
  const opId = await rig.send('second', [photo])
  await rig.settled()
  expect((await rig.posted()).map(({ id, text }) => [id, text])).toMatchObject([
    [expect.any(String), 'first'],
    [opId, 'second']
  ])
  expect(await isHeld(rig.hand, photo.sha256)).toBe(true)
}, 60_000)

test('[FI6] the local copy stays until the Cursor has passed the message', async () => {
  const photo = await rig.attach('photo.png', aPng(noise(300_000)))
  rig.line.loseAnswers()
  await rig.send('on its way', [photo])
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(existsSync(copyOf(photo.sha256))).toBe(true)
  rig.line.mend()
  await rig.desk.act('sync.retry-now', {})
  await rig.settled()
  expect(existsSync(copyOf(photo.sha256))).toBe(true)
}, 30_000)

test('[FI7] the text goes without the files when the agent wants so', async () => {
  await rig.desk.act('sync.set-offline', { offline: true })
  const photo = await rig.attach('photo.png', aPng(noise(300_000)))
  const alone = await rig.send('', [photo])
  const opId = await rig.send('the words matter', [photo])
  await rig.send('after it')
  const base = { inboundSeq: 1 }
  expect(await rig.desk.act('outbox.send-without-files', { opId: alone as never, base })).toMatchObject({
    ok: false
  })
  await rig.desk.act('outbox.discard', { opId: alone as never })
  expect(await rig.desk.act('outbox.send-without-files', { opId: opId as never, base })).toMatchObject({
    ok: true
  })
  await rig.desk.act('sync.set-offline', { offline: false })
  await rig.settled()
  expect((await rig.posted()).map(({ text, attachments }) => [text, attachments])).toEqual([
    ['the words matter', []],
    ['after it', []]
  ])
  expect(rig.bytesSent()).toBe(0)
}, 30_000)

test('[FI7] a file that is gone from this computer is told, and the text can go alone', async () => {
  await rig.desk.act('sync.set-offline', { offline: true })
  const photo = await rig.attach('photo.png', aPng(noise(300_000)))
  const opId = await rig.send('see the photo', [photo])
  rmSync(copyOf(photo.sha256))
  await rig.desk.act('sync.set-offline', { offline: false })
  await until(async () => (await rig.desk.query('sync.status', {})).refused === 1)
  const [item] = await rig.desk.query('outbox.list', {})
  expect(item?.rejection).toMatchObject({
    code: 'attachment_refused',
    detail: { message: expect.stringContaining('photo.png') }
  })
  const again = await rig.desk.submit({
    type: 'message.send',
    args: { conversationId: CHAT, text: 'x', attachments: [photo] },
    base: {}
  })
  expect(again).toMatchObject({ ok: false, code: 'invalid_args' })
  await rig.desk.act('outbox.send-without-files', { opId: opId as never, base: { inboundSeq: 1 } })
  await rig.settled()
  expect(await rig.posted()).toMatchObject([{ text: 'see the photo', attachments: [] }])
}, 30_000)

test('a draft keeps its files over a restart, and sending removes both', async () => {
  const photo = await rig.attach('photo.png', aPng(noise(1000)))
  const conversationId = CHAT
  await rig.desk.act('conversation.save-draft', { conversationId, text: '', attachments: [photo] })
  await rig.desk.act('conversation.save-draft', { conversationId, text: 'half' })
  await rig.desk.restart()
  expect(await rig.desk.query('conversation.draft', { conversationId })).toMatchObject({
    text: 'half',
    attachments: [photo]
  })
  await rig.send('half', [photo])
  expect(await rig.desk.query('conversation.draft', { conversationId })).toBeNull()
}, 30_000)
