import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PATHS } from '#shared/contract/wire.ts'
import type { Desk } from '../../harness/desk.ts'
import {
  aGif,
  aJpeg,
  aMovie,
  aPng,
  beginUpload,
  isHeld,
  noise,
  sendPiece,
  sha256Of,
  tus,
  upload
} from '../../harness/files.ts'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import { seedTenant } from '../../harness/tenant.ts'

let server: TestServer
let mia: Desk

beforeAll(async () => {
  const MB = 1024 * 1024
  server = await startTestServer({ fileLimits: { image: MB, video: 2 * MB, document: MB } })
  await seedTenant(server.storage(), 'globex')
  mia = await server.desk('mia@acme.test')
})
afterAll(() => server.close())

const objects = () => {
  const folder = path.join(server.dataDir, 'files', 'objects')
  return existsSync(folder) ? readdirSync(folder) : []
}
const unfinished = () => readdirSync(path.join(server.dataDir, 'files', 'uploads'))

describe('an upload', () => {
  test('[FI3] in pieces goes on where it stopped, also after the server was started anew', async () => {
    const bytes = aPng(noise(700_000, 11))
    const { at } = await beginUpload(mia, bytes, { name: 'photo.png' })
    expect((await sendPiece(mia, at, 0, bytes.subarray(0, 400_000))).status).toBe(204)
    await server.restart()
    const found = await tus(mia, 'HEAD', at, {})
    expect([found.status, found.headers.get('upload-offset')]).toEqual([200, '400000'])
    expect((await sendPiece(mia, at, 400_000, bytes.subarray(400_000))).status).toBe(204)
    expect(await isHeld(mia, sha256Of(bytes))).toBe(true)
    const [id] = objects()
    expect(sha256Of(readFileSync(path.join(server.dataDir, 'files', 'objects', id ?? '')))).toBe(
      sha256Of(bytes)
    )
    expect(unfinished()).toEqual([])
  })

  test('[FI2] whose bytes are not what was announced is refused, and nothing of it stays', async () => {
    const before = objects()
    const bytes = aPng(noise(1000, 2))
    const answer = await upload(mia, bytes, { name: 'a.png', sha256: sha256Of(aPng()) })
    expect([answer.status, answer.json]).toMatchObject([422, { error: { code: 'file_refused' } }])
    expect(objects()).toEqual(before)
    expect(unfinished()).toEqual([])
    expect(await isHeld(mia, sha256Of(bytes))).toBe(false)
    expect(await isHeld(mia, sha256Of(aPng()))).toBe(false)
  })

  test('[FI4] of bytes that are here is kept once, and another person has to bring their own', async () => {
    const bytes = aPng(noise(1000, 3))
    await upload(mia, bytes, { name: 'once.png' })
    const before = objects()
    expect((await upload(mia, bytes, { name: 'again.png' })).status).toBe(204)
    expect(objects()).toEqual(before)
    expect(unfinished()).toEqual([])
    const tom = await server.desk('tom@acme.test')
    expect(await isHeld(tom, sha256Of(bytes))).toBe(false)
    await upload(tom, bytes, { name: 'once.png' })
    expect(objects()).toHaveLength(before.length + 1)
  })

  test('[FI5] brings back bytes that the disk has lost', async () => {
    const bytes = aPng(noise(1000, 4))
    const before = objects()
    await upload(mia, bytes, { name: 'lost.png' })
    const [id = ''] = objects().filter((name) => !before.includes(name))
    rmSync(path.join(server.dataDir, 'files', 'objects', id))
    expect(await isHeld(mia, sha256Of(bytes))).toBe(false)
    await upload(mia, bytes, { name: 'lost.png' })
    expect(await isHeld(mia, sha256Of(bytes))).toBe(true)
    expect(objects()).toContain(id)
  })

  test('[security 18] of somebody else cannot be seen or continued, in this tenant or another', async () => {
    const bytes = aPng(noise(1000, 5))
    const { at } = await beginUpload(mia, bytes, { name: 'mine.png' })
    for (const email of ['tom@acme.test', 'mia@globex.test']) {
      const stranger = await server.desk(email)
      const answers = [await tus(stranger, 'HEAD', at, {}), await sendPiece(stranger, at, 0, bytes)]
      expect(answers.map(({ status }) => status)).toEqual([404, 404])
    }
    const nobody = await fetch(mia.url + at, { method: 'PATCH', headers: { 'tus-resumable': '1.0.0' } })
    expect(nobody.status).toBe(401)
    expect((await sendPiece(mia, at, 0, bytes)).status).toBe(204)
  })

  test('[security 18] announces its owner in vain', async () => {
    const bytes = aPng(noise(1000, 6))
    const metadata = [
      `sha256 ${btoa(sha256Of(bytes))}`,
      `name ${btoa('a.png')}`,
      `owner ${btoa('user:acme-tom')}`
    ]
    const begun = await tus(mia, 'POST', PATHS.uploads, {
      'upload-length': String(bytes.length),
      'upload-metadata': metadata.join(',')
    })
    const at = new URL(begun.headers.get('location') ?? '', mia.url + PATHS.uploads).pathname
    expect((await sendPiece(mia, at, 0, bytes)).status).toBe(204)
    expect(await isHeld(await server.desk('tom@acme.test'), sha256Of(bytes))).toBe(false)
  })

  test('that brings more than it announced is cut off', async () => {
    const bytes = aPng(noise(1000, 7))
    const { at } = await beginUpload(mia, bytes.subarray(0, 500), { name: 'more.png' })
    expect((await sendPiece(mia, at, 0, bytes)).status).toBe(413)
    expect((await sendPiece(mia, at, 0, bytes.subarray(0, 500))).status).toBe(204)
  })
})

describe('[security 13] a file', () => {
  const png = aPng()
  const page = Buffer.from('<!doctype html><script>alert(1)</script>')
  const program = Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1')

  test.each([
    ['a page as a picture', 'a.png', page],
    ['a program as a picture', 'a.jpg', program],
    ['a picture of another kind', 'a.jpg', png],
    ['a picture as a document', 'a.pdf', png],
    ['a picture as text', 'a.txt', aGif()],
    ['a document as text', 'a.txt', Buffer.from('%PDF-1.7\n')],
    ['a picture as a video', 'a.mp4', png],
    ['sound as a video', 'a.mp4', aMovie('M4A ')],
    ['a video of another kind', 'a.mov', aMovie('isom')],
    ['a video whose boxes break off', 'a.mp4', aMovie('isom').subarray(0, 20)],
    ['a damaged picture', 'a.png', png.subarray(0, 12)]
  ])('is refused by its bytes: %s', async (_what, name, bytes) => {
    const before = objects()
    const answer = await upload(mia, bytes, { name })
    expect([answer.status, answer.json]).toMatchObject([422, { error: { code: 'file_refused' } }])
    expect((answer.json as { error: { message: string } }).error.message).toContain(name)
    expect(objects()).toEqual(before)
    expect(unfinished()).toEqual([])
  })

  test.each([
    ['a page', 'a.html', undefined],
    ['a drawing that runs scripts', 'a.svg', undefined],
    ['a program with two endings', 'photo.png.exe', undefined],
    ['a program that reads backwards', 'photo\u202egnp.exe', undefined],
    ['no ending', 'png', undefined],
    ['a name and a type that disagree', 'a.png', 'text/html']
  ])('is refused before any byte: %s', async (_what, name, mediaType) => {
    const { answer } = await beginUpload(mia, png, { name, ...(mediaType !== undefined && { mediaType }) })
    expect([answer.status, answer.json]).toMatchObject([422, { error: { code: 'file_refused' } }])
    expect(unfinished()).toEqual([])
  })

  test.each([
    ['a.png', png],
    ['a.JPEG', aJpeg()],
    ['a.gif', aGif()],
    ['a.mp4', aMovie('isom')],
    ['a.m4v', aMovie('M4V ')],
    ['a.mov', aMovie('qt  ')],
    ['a.pdf', Buffer.from('%PDF-1.7\nx')],
    ['a.txt', Buffer.from('Grüße\r\n\tπ')],
    ['a.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
    ['a.ppt', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(601)])],
    [
      'a.odt',
      Buffer.from(`PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.textPK`, 'latin1')
    ]
  ])('[AT1] of an allowed kind comes in: %s', async (name, bytes) => {
    expect((await upload(mia, bytes, { name })).status).toBe(204)
    expect(await isHeld(mia, sha256Of(bytes))).toBe(true)
  })
})

describe('[security 17] a file that asks for too much', () => {
  test.each([
    ['a.png', aPng(undefined, 50_000, 50_000)],
    ['a.gif', aGif(65_535, 65_535)],
    ['a.jpg', aJpeg(60_000, 60_000)],
    ['b.png', aPng(undefined, 0, 10)]
  ])('is refused by its header: %s', async (name, bytes) => {
    expect((await upload(mia, bytes, { name })).json).toMatchObject({ error: { code: 'file_refused' } })
    expect(await isHeld(mia, sha256Of(bytes))).toBe(false)
  })

  test('is refused while it streams, as soon as its header is there', async () => {
    const bytes = aPng(noise(900_000, 8), 50_000, 50_000)
    const { at } = await beginUpload(mia, bytes, { name: 'huge.png' })
    expect((await sendPiece(mia, at, 0, bytes.subarray(0, 300_000))).status).toBe(204)
    expect((await sendPiece(mia, at, 300_000, bytes.subarray(300_000, 310_000))).status).toBe(422)
    expect(unfinished()).toEqual([])
  })

  test.each([
    ['a.png', 1],
    ['a.mp4', 2],
    ['a.pdf', 1]
  ])('[AT1] by its size is told the limit before any byte: %s, %d MB', async (name, limit) => {
    const sizeBytes = limit * 1024 * 1024 + 1
    const { answer } = await beginUpload(mia, aPng(), { name, sizeBytes })
    expect([answer.status, answer.json]).toMatchObject([413, { error: { code: 'too_large' } }])
    expect(answer.text).toContain(`may have ${limit} MB`)
    expect((await beginUpload(mia, aPng(), { name, sizeBytes: sizeBytes - 1 })).answer.status).toBe(201)
  })
})
