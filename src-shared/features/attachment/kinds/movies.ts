import { type AttachmentKind, bigEndian, type HeadVerdict, hasBytes } from './kind.ts'

/*
 * ISO/IEC 14496-12 and its ancestor: a file of boxes, each with its size and a name of four letters. The first one says
 * whose boxes they are.
 */

/** QuickTime files older than the brand begin with one of these. */
const OLD_QUICKTIME = ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']

function brandOf(head: Uint8Array): string | null {
  const size = bigEndian(head, 0, 4)
  if (!hasBytes(head, 4, 'ftyp') || size < 16 || size > 4096) return null
  return String.fromCharCode(...head.subarray(8, 12))
}

/** Whether what follows the first box is a box too, as far as the head reaches. */
function isFollowedByBox(head: Uint8Array): boolean {
  const next = bigEndian(head, 0, 4)
  if (head.length < next + 8) return head.length > next
  return /^[A-Za-z0-9 ]{4}$/.test(String.fromCharCode(...head.subarray(next + 4, next + 8)))
}

function readMovie(head: Uint8Array, isBrand: (brand: string) => boolean): HeadVerdict {
  const brand = brandOf(head)
  return { fits: brand !== null && isBrand(brand) && isFollowedByBox(head) }
}

/** Pictures and sound are boxes as well, under brands of their own. */
const NOT_A_VIDEO = /^(?:qt {2}|avif|avis|mif1|msf1|hei|hev|M4A|M4B|M4P|F4A|jp2|crx)/

export const mp4: AttachmentKind = {
  class: 'video',
  called: 'MP4 video',
  mediaType: 'video/mp4',
  alsoDeclaredAs: ['video/x-m4v'],
  extensions: ['mp4', 'm4v'],
  read: (head) => readMovie(head, (brand) => !NOT_A_VIDEO.test(brand))
}

export const quicktime: AttachmentKind = {
  class: 'video',
  called: 'QuickTime video',
  mediaType: 'video/quicktime',
  extensions: ['mov'],
  read(head) {
    const isOld = head.length >= 16 && OLD_QUICKTIME.some((name) => hasBytes(head, 4, name))
    return isOld ? { fits: bigEndian(head, 0, 4) >= 8 } : readMovie(head, (brand) => brand === 'qt  ')
  }
}
