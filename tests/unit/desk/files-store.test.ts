import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import { type FileStore, openFileStore } from '../../../src-main/files/file-store.ts'
import { aSyncedAccount } from '../../harness/account.ts'
import { aGif, aPng, noise, sha256Of } from '../../harness/files.ts'

let root: string
let store: FileStore
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'octopus-store-'))
  store = openFileStore(path.join(root, 'files'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function choose(name: string, bytes: Uint8Array): { path: string } {
  const file = path.join(root, name)
  writeFileSync(file, bytes)
  return { path: file }
}

const inStore = () => readdirSync(path.join(root, 'files'))

test('[FI1] a file is there whole under its hash, and nothing else is', async () => {
  const bytes = aPng(noise(300_000))
  const added = await store.add(choose('a.png', bytes), USUAL_FILE_LIMITS)
  expect(added).toMatchObject({
    ok: true,
    value: { name: 'a.png', sizeBytes: bytes.length, mediaType: 'image/png' }
  })
  expect(inStore()).toEqual([sha256Of(bytes)])
  expect(readFileSync(store.pathOf(sha256Of(bytes))).equals(bytes)).toBe(true)
  expect(statSync(store.pathOf(sha256Of(bytes))).mode & 0o077).toBe(0)
  const pasted = await store.add({ name: 'pasted.png', bytes }, USUAL_FILE_LIMITS)
  expect(pasted).toMatchObject({ ok: true, value: { sha256: sha256Of(bytes), name: 'pasted.png' } })
  expect(inStore()).toHaveLength(1)
})

test.each([
  ['a program', 'photo.png.exe', aPng(), 'Choose one of'],
  [
    'a page as a picture',
    'a.png',
    Buffer.from('<html>'),
    'a.png is a web page, although its name says PNG image'
  ],
  ['[security 17] a canvas without end', 'a.png', aPng(undefined, 50_000, 50_000), '50000 x 50000'],
  ['[security 17] a huge GIF', 'a.gif', aGif(65_000, 65_000), '65000 x 65000'],
  ['nothing', 'a.png', new Uint8Array(), 'is empty'],
  ['[AT1] too large a picture', 'a.png', Buffer.alloc(10 * 1024 * 1024 + 1), 'images may have 10 MB']
])(
  '[security 13] refuses %s with a sentence, before anything is queued',
  async (_what, name, bytes, words) => {
    const added = await store.add(choose(name, bytes), USUAL_FILE_LIMITS)
    expect(added).toMatchObject({ ok: false, error: expect.stringContaining(words) })
    expect(added).toMatchObject({ error: expect.stringContaining(name) })
    expect(readdirSync(root).includes('files') ? inStore() : []).toEqual([])
  }
)

test('says what is wrong with a file that is not there, and with a folder', async () => {
  const gone = await store.add({ path: path.join(root, 'gone.png') }, USUAL_FILE_LIMITS)
  expect(gone).toMatchObject({ ok: false, error: expect.stringContaining('gone.png could not be read') })
  mkdirSync(path.join(root, 'folder.png'))
  const folder = await store.add({ path: path.join(root, 'folder.png') }, USUAL_FILE_LIMITS)
  expect(folder).toMatchObject({ ok: false, error: expect.stringContaining('is not a file') })
})

/** A disk of its own that holds so little; null where the system lets nobody make one. */
function smallDisk(kilobytes: number): string | null {
  const at = path.join(root, 'disk')
  mkdirSync(at)
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', at])
  return made.status === 0 ? at : null
}

test('[OB1] a full disk is said, nothing is queued, and nothing half is left', async (context) => {
  const disk = smallDisk(256)
  if (disk === null) return context.skip()
  try {
    const full = openFileStore(path.join(disk, 'files'))
    const added = await full.add(choose('a.png', aPng(noise(600_000))), USUAL_FILE_LIMITS)
    expect(added).toMatchObject({
      ok: false,
      error: expect.stringContaining('the disk of this computer is full')
    })
    expect(readdirSync(path.join(disk, 'files'))).toEqual([])
    const small = await full.add(choose('b.png', aPng(noise(1000))), USUAL_FILE_LIMITS)
    expect(small.ok).toBe(true)
  } finally {
    spawnSync('umount', [disk])
  }
})

test('[FI6] copies that nothing names any more go, those of a queued message and of a draft stay', async () => {
  const desk = await aSyncedAccount()
  try {
    await desk.act('sync.set-offline', { offline: true })
    const [queued, drafted, unnamed] = await Promise.all(
      [1, 2, 3].map(async (seed) => {
        const added = await desk.account.addFile({ name: `${seed}.png`, bytes: aPng(noise(1000, seed)) })
        if (!added.ok) throw new Error(added.error)
        const yesterday = desk.clock.nowMs() / 1000 - 2 * 86_400
        utimesSync(path.join(desk.folder, 'files', added.value.sha256), yesterday, yesterday)
        return added.value
      })
    )
    if (!queued || !drafted || !unnamed) throw new Error('three files')
    const conversationId = 'chat' as never
    await desk.ask('message.send', { conversationId, text: 'x', attachments: [queued] }, { version: 1 })
    await desk.act('conversation.save-draft', { conversationId, text: '', attachments: [drafted] })
    await desk.clock.advance(3_600_000)
    const kept = () => readdirSync(path.join(desk.folder, 'files')).sort()
    await expect.poll(kept).toEqual([queued.sha256, drafted.sha256].sort())
  } finally {
    await desk.close()
  }
})
