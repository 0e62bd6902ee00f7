import type { AttachmentKind } from './kind.ts'

/** The control characters that a text has: tab, line feed, form feed, carriage return. */
const TEXT_CONTROLS = [0x09, 0x0a, 0x0c, 0x0d]
const UTF16 = /^(?:\xff\xfe|\xfe\xff)/

/** Text has no signature, but it has no control characters either; UTF-16 says so of itself. */
export const text: AttachmentKind = {
  class: 'document',
  called: 'plain text',
  mediaType: 'text/plain',
  extensions: ['txt'],
  read(head) {
    if (UTF16.test(String.fromCharCode(...head.subarray(0, 2)))) return { fits: head.length % 2 === 0 }
    return { fits: head.every((byte) => byte >= 0x20 || TEXT_CONTROLS.includes(byte)) }
  }
}
