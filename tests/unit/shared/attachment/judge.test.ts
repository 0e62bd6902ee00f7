import { describe, expect, test } from 'vitest'
import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import { cleanFileName } from '#shared/features/attachment/file-name.ts'
import { judgeClaim, judgeHead } from '#shared/features/attachment/judge-file.ts'
import { HEAD_BYTES } from '#shared/features/attachment/kinds/kind.ts'
import { aGif, aJpeg, aMovie, anOdt, aPicture, aPng, noise, oldOffice } from '../../../harness/files.ts'

const MB = 1024 * 1024

/** What a person would be told; null when the file may be attached. */
function judged(name: string, bytes: Uint8Array, sizeBytes = bytes.length): string | null {
  const kind = judgeClaim({ name, sizeBytes }, USUAL_FILE_LIMITS)
  if (!kind.ok) return kind.error.message
  const head = judgeHead(kind.value, name, bytes.subarray(0, HEAD_BYTES))
  return head.ok ? null : head.error.message
}

const TRUE_ONES: Record<string, Uint8Array> = {
  'a.png': aPicture(),
  'a.jpg': aJpeg(),
  'a.jpeg': aJpeg(),
  'a.gif': aGif(),
  'a.mov': aMovie('qt  '),
  'a.m4v': aMovie('M4V '),
  'a.mp4': aMovie('isom'),
  'a.odt': anOdt(),
  'a.ppt': oldOffice(),
  'a.doc': oldOffice(),
  'a.pdf': Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
  'a.txt': Buffer.from('Grüße aus Wien\r\n')
}

const LIARS: [what: string, bytes: Uint8Array][] = [
  ['a Windows program', Buffer.from('MZ\x90\x00\x03\x00', 'latin1')],
  ['a Windows shortcut', Buffer.from('L\x00\x00\x00\x01\x14\x02\x00', 'latin1')],
  ['a Linux program', Buffer.from('\x7fELF\x02\x01\x01\x00', 'latin1')],
  ['an archive', Buffer.from('PK\x03\x04\x14\x00\x00\x00', 'latin1')],
  ['an HEIC image', Buffer.from('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1', 'latin1')],
  ['a WebP image', Buffer.from('RIFF\x24\x00\x00\x00WEBPVP8 ', 'latin1')]
]

describe('[AT1] every kind', () => {
  test.each(Object.entries(TRUE_ONES))('%s may be attached, whatever the case of its name', (name, bytes) => {
    expect(judged(name, bytes)).toBeNull()
    expect(judged(name.toUpperCase(), bytes)).toBeNull()
  })

  test.each([
    ['a.png', 10],
    ['a.pdf', 10],
    ['a.mp4', 50]
  ])('%s may have its %i MB and not a byte more', (name, limit) => {
    const bytes = TRUE_ONES[name] ?? new Uint8Array()
    expect(judged(name, bytes, limit * MB)).toBeNull()
    expect(judged(name, bytes, limit * MB + 1)).toMatch(new RegExp(`^${name} is .* may have ${limit} MB`))
  })

  test('a refusal names file, size and limit', () => {
    expect(judged('clip.mp4', aMovie('isom'), 61 * MB)).toBe(
      'clip.mp4 is 61 MB; videos may have 50 MB. Choose a smaller one.'
    )
  })
})

describe('[security 13] a liar', () => {
  test.each(LIARS)('%s is refused under every name, and called what it is', (what, bytes) => {
    for (const name of Object.keys(TRUE_ONES)) expect(judged(name, bytes)).toContain(`${name} is ${what}`)
  })

  test('of our own kinds under the name of another is refused, too', () => {
    for (const [name, bytes] of Object.entries(TRUE_ONES)) {
      for (const [other, otherBytes] of Object.entries(TRUE_ONES)) {
        if (Buffer.from(bytes).equals(otherBytes)) continue
        // both are films of one family, and any text is a text
        if (['a.m4v', 'a.mp4'].includes(name) && ['a.m4v', 'a.mp4'].includes(other)) continue
        expect(judged(name, otherBytes), `${other} as ${name}`).toMatch(/^a\.\w+ is .*although its name says/)
      }
    }
  })

  test.each([
    ['a page', '<!doctype html><script>alert(1)</script>', 'a web page'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'an SVG drawing']
  ])('%s is no picture and no document but a text', (_what, text, called) => {
    for (const name of ['a.png', 'a.gif', 'a.mp4', 'a.pdf', 'a.doc']) {
      expect(judged(name, Buffer.from(text))).toContain(`${name} is ${called}`)
    }
  })

  test.each(['a.html', 'a.svg', 'a.exe', 'photo.png.exe', 'a', '.png', 'a.heic', 'a.zip', 'a.docx'])(
    '%s is not among the kinds',
    (name) => {
      expect(judged(name, aPng())).toMatch(/is no file that can be sent here\. Choose one of \.png, /)
    }
  )

  test('a name that turns around, or hides its ending, is read as it is', () => {
    expect(judged('photo\u202Egnp.exe', aPng())).toContain('photognp.exe is no file')
    expect(judged('photo.exe\u0000.png', aPng())).toBeNull()
    expect(cleanFileName('photo.exe\u0000.png')).toBe('photo.exe.png')
  })
})

test.each([
  ['a canvas without end', 'a.png', aPng(undefined, 50_000, 50_000), '50000 x 50000'],
  ['a huge GIF', 'a.gif', aGif(65_000, 65_000), '65000 x 65000'],
  ['a huge JPEG', 'a.jpg', aJpeg(65_000, 65_000), '65000 x 65000'],
  ['a picture without a size', 'a.png', aPng(undefined, 0, 10), 'is damaged'],
  ['a film that breaks off', 'a.mp4', aMovie('isom').subarray(0, 20), 'although its name says'],
  ['noise', 'a.jpg', noise(1000), 'although its name says'],
  ['nothing', 'a.txt', new Uint8Array(), 'is empty']
])('[security 17] %s is refused by its header, before anything is decoded', (_what, name, bytes, words) => {
  expect(judged(name, bytes)).toContain(words)
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\system32\\cmd.exe', 'cmd.exe'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['trailing. . .', 'trailing'],
  ['a\r\nSet-Cookie: b.png', 'aSet-Cookie_ b.png'],
  ['...', 'file'],
  ['a\u202Ecod.exe', 'acod.exe']
])('[security 15] %j becomes %j', (name, clean) => {
  expect(cleanFileName(name)).toBe(clean)
})

test('[security 15] a name of 300 characters keeps its ending', () => {
  const clean = cleanFileName(`${'x'.repeat(300)}.png`)
  expect([clean.length, clean.endsWith('x.png')]).toEqual([120, true])
})
