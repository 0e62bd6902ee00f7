import { hasBytes } from './kinds/kind.ts'
import { ATTACHMENT_KINDS } from './kinds/list.ts'

/** What is met under other names, with its article, and how it begins: bytes at an offset. */
const STRANGERS: readonly (readonly [called: string, offset: number, bytes: string])[] = [
  ['a Windows program', 0, 'MZ'],
  ['a Windows shortcut', 0, 'L\x00\x00\x00\x01\x14\x02\x00'],
  ['a Linux program', 0, '\x7fELF'],
  ['a macOS program', 0, '\xcf\xfa\xed\xfe'],
  ['a macOS program', 0, '\xca\xfe\xba\xbe'],
  ['a script', 0, '#!'],
  ['an archive', 0, 'PK\x03\x04'],
  ['an archive', 0, 'Rar!'],
  ['an archive', 0, '7z\xbc\xaf\x27\x1c'],
  ['an archive', 0, '\x1f\x8b'],
  ['a WebP image', 8, 'WEBP'],
  ['an HEIC image', 4, 'ftyphei'],
  ['an AVIF image', 4, 'ftypavif'],
  ['a BMP image', 0, 'BM'],
  ['a TIFF image', 0, 'II*\x00'],
  ['sound', 4, 'ftypM4A'],
  ['sound', 0, 'ID3']
]

/** How much of a text is looked at to tell what it is. */
const LOOK_CHARS = 1024

/**
 * What a file is by its first bytes, for a person: "a Windows program", "a PNG image"; null when nobody here knows.
 * It only explains a refusal and decides nothing.
 */
export function whatBytesAre(head: Uint8Array): string | null {
  if (head.length === 0) return 'empty'
  const own = ATTACHMENT_KINDS.find(({ mediaType, read }) => mediaType !== 'text/plain' && read(head).fits)
  if (own) return `${/^[aeiou]/i.test(own.called) ? 'an' : 'a'} ${own.called}`
  const stranger = STRANGERS.find(([, offset, bytes]) => hasBytes(head, offset, bytes))
  if (stranger) return stranger[0]
  const start = String.fromCharCode(...head.subarray(0, LOOK_CHARS)).trimStart()
  if (/^<(?:!doctype html|html|head|body|script|iframe)\b/i.test(start)) return 'a web page'
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<svg\b/is.test(start)) return 'an SVG drawing'
  if (ATTACHMENT_KINDS.some(({ mediaType, read }) => mediaType === 'text/plain' && read(head).fits)) {
    return 'plain text'
  }
  return null
}
