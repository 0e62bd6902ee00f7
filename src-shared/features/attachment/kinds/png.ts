import { type AttachmentKind, bigEndian, hasBytes } from './kind.ts'

/** ISO/IEC 15948: the signature, and IHDR as the first chunk, which begins with the measure. */
export const png: AttachmentKind = {
  class: 'image',
  called: 'PNG image',
  mediaType: 'image/png',
  extensions: ['png'],
  read(head) {
    if (!hasBytes(head, 0, '\x89PNG\r\n\x1a\n') || !hasBytes(head, 12, 'IHDR')) return { fits: false }
    return { fits: true, width: bigEndian(head, 16, 4), height: bigEndian(head, 20, 4) }
  }
}
