// The two containers that hold an icon in many sizes. Both take PNG pictures as they are.

export type Picture = { sizePx: number; png: Buffer }

/** Windows: a directory of entries, then the pictures. https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10) */
export function ico(pictures: Picture[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2) // an icon, not a cursor
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  pictures.forEach(({ sizePx, png }, i) => {
    const at = 6 + 16 * i
    head.writeUInt8(sizePx % 256, at) // 0 means 256
    head.writeUInt8(sizePx % 256, at + 1)
    head.writeUInt16LE(1, at + 4) // colour planes
    head.writeUInt16LE(32, at + 6) // bits per pixel
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

/** macOS: chunks of a type that says the size, their length and a picture. */
const ICNS_TYPES: Record<number, string> = {
  16: 'icp4',
  32: 'icp5',
  64: 'icp6',
  128: 'ic07',
  256: 'ic08',
  512: 'ic09',
  1024: 'ic10'
}

export function icns(pictures: Picture[]): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(8 + data.length, 4)
    return Buffer.concat([head, data])
  }
  const chunks = pictures.flatMap(({ sizePx, png }) => {
    const type = ICNS_TYPES[sizePx]
    return type ? [chunk(type, png)] : []
  })
  return chunk('icns', Buffer.concat(chunks))
}
