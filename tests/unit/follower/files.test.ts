import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { digestOf } from '../../../src-follower/chat/sha256.ts'
import { aMovie, aPng, noise, sha256Of } from '../../harness/files.ts'
import { type Running, startRunning } from '../server/conversation/running.ts'
import { aPhone } from './page-rig.ts'

const SLUG = 'northwind-coffee'

let server: Running
beforeAll(async () => {
  server = await startRunning()
})
afterAll(() => server.stop())

let phone: ReturnType<typeof aPhone>
let page: ReturnType<ReturnType<typeof aPhone>['open']>
beforeEach(async () => {
  phone = aPhone(server.url, SLUG)
  page = phone.open()
  await vi.waitFor(() => expect(page.chat.getState().ready).toBe(true))
  await page.chat.tellName('Amal')
  await phone.quiet()
})
afterEach(() => page.close())

const chosen = (name: string, bytes: Uint8Array) => new File([bytes as BlobPart], name)
const settled = () => vi.waitFor(() => expect(page.chat.getState().unsent).toEqual([]), 10_000)
const sent = () => page.chat.getState().messages.map(({ attachments }) => attachments)
const count = (request: string) => phone.requests.filter((one) => one.startsWith(request)).length

test('[AT1] [AT2] chosen files are judged one by one, and those that may go are sent', async () => {
  const photo = aPng(noise(3000))
  const refusals = await page.chat.sendFiles([
    chosen('photo.png', photo),
    chosen('contract.pdf', Buffer.from('MZ\x90\x00', 'latin1')),
    chosen('holiday.heic', photo),
    chosen('clip.mp4', aMovie('isom'))
  ])
  expect(refusals).toEqual([
    expect.stringContaining('contract.pdf is a Windows program, although its name says PDF document'),
    expect.stringContaining('holiday.heic is no file that can be sent here')
  ])
  await settled()
  const [files = []] = sent()
  expect(files).toMatchObject([
    { name: 'photo.png', sha256: sha256Of(photo), sizeBytes: photo.length, mediaType: 'image/png' },
    { name: 'clip.mp4', mediaType: 'video/mp4' }
  ])
})

test('[AT3] cut, an upload goes on where the server has it; reloaded, the page goes on too', async () => {
  const bytes = aPng(noise(1_700_000, 2))
  phone.cutAfterPieces(2)
  await page.chat.sendFiles([chosen('large.png', bytes)])
  await vi.waitFor(() => expect(page.chat.getState().reachable).toBe(false))
  page.close()
  const before = count('PATCH')
  phone.cutAfterPieces(Number.POSITIVE_INFINITY)
  page = phone.open()
  await settled()
  expect(sent()).toEqual([[expect.objectContaining({ sha256: sha256Of(bytes) })]])
  // four pieces in all: two had arrived
  expect(count('PATCH') - before).toBe(2)
})

test('[AT3] the same bytes travel once, under whatever name', async () => {
  const bytes = aPng(noise(2000, 3))
  await page.chat.sendFiles([chosen('one.png', bytes)])
  await settled()
  const before = count('PATCH')
  await page.chat.sendFiles([chosen('two.png', bytes)])
  await settled()
  expect(count('PATCH')).toBe(before)
  expect(
    sent()
      .flat()
      .map(({ name }) => name)
  ).toEqual(['one.png', 'two.png'])
})

test('[AT1] twenty-three files go out as three messages, in order', async () => {
  const files = Array.from({ length: 23 }, (_, n) => chosen(`${n}.png`, aPng(noise(50, 100 + n))))
  expect(await page.chat.sendFiles(files)).toEqual([])
  await settled()
  expect(sent().map(({ length }) => length)).toEqual([10, 10, 3])
  expect(
    sent()
      .flat()
      .map(({ name }) => name)
  ).toEqual(files.map(({ name }) => name))
})

test('[security 14] [security 18] a file is handed to its own chat only, by a signed address, and never as a page', async () => {
  const bytes = aPng(noise(900, 4))
  await page.chat.sendFiles([chosen('mine.png', bytes)])
  await settled()
  const mine = await phone.get(`/follower/${SLUG}/files/${sha256Of(bytes)}`)
  expect(mine.status).toBe(200)
  expect(mine.headers.get('content-type')).toBe('image/png')
  expect(mine.headers.get('content-disposition')).toContain('attachment; filename="mine.png"')
  expect(mine.headers.get('x-content-type-options')).toBe('nosniff')
  expect(mine.headers.get('content-security-policy')).toContain('sandbox')
  expect(sha256Of(new Uint8Array(await mine.arrayBuffer()))).toBe(sha256Of(bytes))

  const stranger = aPhone(server.url, SLUG)
  const other = stranger.open()
  await vi.waitFor(() => expect(other.chat.getState().ready).toBe(true))
  expect((await stranger.get(`/follower/${SLUG}/files/${sha256Of(bytes)}`)).status).toBe(401)
  await other.chat.tellName('Eve')
  expect((await stranger.get(`/follower/${SLUG}/files/${sha256Of(bytes)}`)).status).toBe(404)
  const held = await stranger.get(`/follower/${SLUG}/files/held/${sha256Of(bytes)}`)
  expect(await held.json()).toEqual({ held: false })
  other.close()
})

test('[AT4] a part of a file is handed out, so that a video can be wound', async () => {
  const bytes = aMovie('isom', noise(4000, 5))
  await page.chat.sendFiles([chosen('clip.mp4', bytes)])
  await settled()
  const part = await phone.get(`/follower/${SLUG}/files/${sha256Of(bytes)}`, { range: 'bytes=100-199' })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${bytes.length}`])
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true)
})

test('pages without TLS hash by themselves, to the same', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
    const bytes = noise(length, length)
    expect(Buffer.from(digestOf(bytes)).toString('hex')).toBe(sha256Of(bytes))
  }
})
