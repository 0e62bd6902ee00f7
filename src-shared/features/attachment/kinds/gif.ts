import { type AttachmentKind, hasBytes } from './kind.ts'

/** GIF 87a and 89a: the signature, then the logical screen's measure, low byte first. */
export const gif: AttachmentKind = {
  class: 'image',
  called: 'GIF image',
  mediaType: 'image/gif',
  extensions: ['gif'],
  read(head) {
    if (!hasBytes(head, 0, 'GIF87a') && !hasBytes(head, 0, 'GIF89a')) return { fits: false }
    if (head.length < 13) return { fits: false }
    const at = (offset: number) => (head[offset] ?? 0) + 256 * (head[offset + 1] ?? 0)
    return { fits: true, width: at(6), height: at(8) }
  }
}
