import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileRefOf, fileUrl } from '#shared/features/attachment/views.ts'
import { answerFile } from '../../../src-main/platform/file-answer.ts'
import { mayBeOpened } from '../../../src-main/platform/open-check.ts'
import { servedAs } from '../../../src-main/platform/served-file.ts'
import { aMovie, anOdt, aPicture, aPng, oldOffice } from '../../harness/files.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-out-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return file
}

const program = Buffer.from('MZ\x90\x00\x03\x00', 'latin1')
const shortcut = Buffer.from('L\x00\x00\x00\x01\x14\x02\x00', 'latin1')

describe('[security 16]', () => {
  test.each([
    ['a.exe', program],
    ['a.lnk', shortcut],
    ['a.url', Buffer.from('[InternetShortcut]\nURL=https://example.com')],
    ['a.js', Buffer.from('alert(1)')],
    ['a.hta', Buffer.from('<html>')],
    ['a.py', Buffer.from('print(1)')],
    ['a.desktop', Buffer.from('[Desktop Entry]\nExec=sh')],
    ['a.bat', Buffer.from('del *')],
    ['a.html', Buffer.from('<html>')],
    ['a.docm', Buffer.from('PK\x03\x04', 'latin1')],
    ['a.pdf', program],
    ['b.txt', program],
    ['c.png', shortcut],
    ['no ending', Buffer.from('#!/bin/sh')]
  ])('%s is never opened', async (name, bytes) => {
    expect(await mayBeOpened(put(name, bytes))).toBe(false)
  })

  test.each([
    ['fine.pdf', Buffer.from('%PDF-1.7\n')],
    ['fine.png', aPicture()],
    ['fine.odt', anOdt()],
    ['fine.doc', oldOffice()],
    ['fine.txt', Buffer.from('hello')],
    ['fine.mp4', aMovie('isom')]
  ])('%s goes to the program of the system', async (name, bytes) => {
    expect(await mayBeOpened(put(name, bytes))).toBe(true)
  })
})

describe('[security 13] the window is served', () => {
  test('pictures and videos only, as what their bytes say, whatever they are called', async () => {
    expect(await servedAs(put('x.html', aPicture()), null)).toMatchObject({ mediaType: 'image/png' })
    expect(await servedAs(put('y.png', aMovie('isom')), null)).toMatchObject({ mediaType: 'video/mp4' })
    for (const [name, bytes] of [
      ['page.png', Buffer.from('<!doctype html><script>alert(1)</script>')],
      ['drawing.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
      ['text.png', Buffer.from('hello')],
      ['paper.png', Buffer.from('%PDF-1.7\n')],
      ['huge.png', aPng(undefined, 50_000, 50_000)]
    ] as const) {
      expect(await servedAs(put(name, bytes), null), name).toBeNull()
    }
    expect(await servedAs(path.join(folder, 'gone.png'), null)).toBeNull()
  })

  test.each([
    ['bytes=0-9', 0, 9],
    ['bytes=10-', 10, null],
    ['bytes=-5', -5, null],
    ['bytes=5-100000', 5, null]
  ])('a video by ranges: %s', async (range, from, to) => {
    const bytes = aMovie('isom', Buffer.alloc(1000))
    const served = await servedAs(put('wind.mp4', bytes), range)
    expect(served).toMatchObject({
      isPart: true,
      from: from < 0 ? bytes.length + from : from,
      to: to ?? bytes.length - 1
    })
  })

  test.each([null, 'bytes=9-2', 'bytes=-', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=99999-'])(
    'all of it for %s',
    async (range) => {
      const bytes = aPicture(10, 10)
      expect(await servedAs(put('all.png', bytes), range)).toMatchObject({
        isPart: false,
        from: 0,
        to: bytes.length - 1
      })
    }
  )

  test('under headers that let nothing of it run', async () => {
    const file = put('shown.png', aPicture())
    const url = fileUrl({ conversationId: 'c1' as never, sha256: 'a'.repeat(64) })
    const answer = await answerFile(async () => file, new Request(url))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    const gone = await answerFile(async () => null, new Request(url))
    expect(gone.status).toBe(404)
    const posted = await answerFile(async () => file, new Request(url, { method: 'POST' }))
    expect(posted.status).toBe(404)
  })

  test.each([
    'attachment://desk/c1/../../etc/passwd',
    `attachment://desk/c1/${'a'.repeat(63)}`,
    `attachment://desk/c1/${'A'.repeat(64)}`,
    `attachment://desk/%2e%2e/${'a'.repeat(64)}`,
    `attachment://desk/c1/${'a'.repeat(64)}/x`,
    `attachment://other/c1/${'a'.repeat(64)}`,
    `attachment://desk/c1/${'a'.repeat(64)}?x=1`,
    'app://desk/index.html'
  ])('nothing for %s', (url) => {
    expect(fileRefOf(url)).toBeNull()
  })
})

test('[security 16] a link is judged by what it leads to', async () => {
  const target = put('target.exe', program)
  const link = path.join(folder, 'looks-fine.pdf')
  symlinkSync(target, link)
  expect(await mayBeOpened(link)).toBe(false)
})
