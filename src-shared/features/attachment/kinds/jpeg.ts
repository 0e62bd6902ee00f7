import { type AttachmentKind, bigEndian, type HeadVerdict, hasBytes } from './kind.ts'

/** ITU-T T.81: segments from the start of image on; the one that starts the frame tells the measure. */
export const jpeg: AttachmentKind = {
  class: 'image',
  called: 'JPEG image',
  mediaType: 'image/jpeg',
  alsoDeclaredAs: ['image/jpg', 'image/pjpeg'],
  extensions: ['jpg', 'jpeg'],
  read(head) {
    return hasBytes(head, 0, '\xff\xd8\xff') ? measure(head) : { fits: false }
  }
}

/** C0-CF start a frame, except the tables C4 and CC and the reserved C8. */
function startsFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function measure(head: Uint8Array): HeadVerdict {
  let at = 2
  while (at + 9 <= head.length) {
    if (head[at] !== 0xff) return { fits: false }
    const marker = head[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    if (startsFrame(marker)) {
      return { fits: true, height: bigEndian(head, at + 5, 2), width: bigEndian(head, at + 7, 2) }
    }
    at += 2 + bigEndian(head, at + 2, 2)
  }
  return { fits: true }
}
