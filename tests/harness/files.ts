import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import { PATHS } from '#shared/contract/wire.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { Answer, Desk } from './desk.ts'

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Bytes that no two seeds have in common, and that do not shrink. */
export function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed * 2_654_435_761 + 1
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    bytes[i] = state >>> 24
  }
  return bytes
}

/** A file as far as its header goes, with `rest` behind it. */
export function aPng(rest: Uint8Array = new Uint8Array(), width = 640, height = 480): Buffer {
  const measure = Buffer.alloc(8)
  measure.writeUInt32BE(width, 0)
  measure.writeUInt32BE(height, 4)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR', 'latin1'),
    measure,
    Buffer.from([8, 6, 0, 0, 0, 0, 0, 0, 0]),
    rest
  ])
}

/** A picture that can be decoded, of one colour. */
export function aPicture(width = 320, height = 200, [red, green, blue] = [40, 140, 130]): Buffer {
  const row = Buffer.concat([
    Buffer.from([0]),
    Buffer.alloc(width * 3, Buffer.from([red ?? 0, green ?? 0, blue ?? 0]))
  ])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const measure = Buffer.alloc(13)
  measure.writeUInt32BE(width, 0)
  measure.writeUInt32BE(height, 4)
  measure.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', measure),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0))
  ])
}

/** ISO/IEC 15948, 5.3: length, name, data, CRC of name and data. */
function pngChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}

export function aGif(width = 640, height = 480): Buffer {
  const bytes = Buffer.alloc(20)
  bytes.write('GIF89a', 'latin1')
  bytes.writeUInt16LE(width, 6)
  bytes.writeUInt16LE(height, 8)
  return bytes
}

export function aJpeg(width = 640, height = 480): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 17, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const profile = Buffer.concat([Buffer.from([0xff, 0xe0, 0, 18]), Buffer.alloc(16)])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), profile, frame, Buffer.from([0xff, 0xd9])])
}

/** A movie of one brand: the box that names it, and a box behind it. */
export function aMovie(brand: string, rest: Uint8Array = Buffer.alloc(16)): Buffer {
  const data = Buffer.alloc(8)
  data.writeUInt32BE(8 + rest.length, 0)
  data.write('mdat', 4, 'latin1')
  return Buffer.concat([
    Buffer.from(`\x00\x00\x00\x14ftyp${brand}\x00\x00\x00\x00isom`, 'latin1'),
    data,
    rest
  ])
}

/** An OpenDocument text as far as its first entry, which names its media type. */
export function anOdt(): Buffer {
  const type = 'application/vnd.oasis.opendocument.text'
  const header = Buffer.alloc(30)
  header.write('PK\x03\x04', 'latin1')
  header.writeUInt32LE(type.length, 18)
  header.writeUInt32LE(type.length, 22)
  header.writeUInt16LE('mimetype'.length, 26)
  return Buffer.concat([header, Buffer.from(`mimetype${type}`)])
}

/** A document of Word or PowerPoint before 2007, as far as its container. */
export function oldOffice(): Buffer {
  const bytes = Buffer.alloc(1536)
  bytes.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1')
  return bytes
}

/** How a message names these bytes. */
export function attachmentOf(name: string, bytes: Uint8Array, mediaType = 'image/png'): Attachment {
  return { sha256: sha256Of(bytes), name, sizeBytes: bytes.length, mediaType }
}

interface Announced {
  name: string
  mediaType?: string
  /** what is announced, where it is not the truth */
  sha256?: string
  sizeBytes?: number
}

/** One request of the tus protocol, by hand. */
export async function tus(
  desk: Desk,
  method: 'POST' | 'HEAD' | 'PATCH',
  path: string,
  headers: Record<string, string>,
  body?: Uint8Array
): Promise<Answer> {
  const response = await fetch(desk.url + path, {
    method,
    headers: {
      authorization: `Bearer ${desk.grant.accessToken}`,
      'tus-resumable': '1.0.0',
      ...(body && { 'content-type': 'application/offset+octet-stream' }),
      ...headers
    },
    ...(body && { body: body as BodyInit })
  })
  const text = await response.text()
  const json = text.startsWith('{') ? JSON.parse(text) : null
  return { status: response.status, headers: response.headers, text, json }
}

/** Announces a file; answers what the server says, and where the bytes go. */
export async function beginUpload(desk: Desk, bytes: Uint8Array, announced: Announced) {
  const { name, mediaType, sha256 = sha256Of(bytes), sizeBytes = bytes.length } = announced
  const facts = { sha256, name, ...(mediaType !== undefined && { mediaType }) }
  const metadata = Object.entries(facts)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
  const answer = await tus(desk, 'POST', PATHS.uploads, {
    'upload-length': String(sizeBytes),
    'upload-metadata': metadata
  })
  const at = new URL(answer.headers.get('location') ?? '', desk.url + PATHS.uploads).pathname
  return { answer, at }
}

export async function sendPiece(desk: Desk, at: string, offset: number, piece: Uint8Array): Promise<Answer> {
  return await tus(desk, 'PATCH', at, { 'upload-offset': String(offset) }, piece)
}

/** Uploads a file in one piece and answers the last thing that the server said. */
export async function upload(desk: Desk, bytes: Uint8Array, announced: Announced): Promise<Answer> {
  const { answer, at } = await beginUpload(desk, bytes, announced)
  return answer.status === 201 ? await sendPiece(desk, at, 0, bytes) : answer
}

export async function isHeld(desk: Desk, sha256: string): Promise<boolean> {
  const answer = await desk.send('GET', PATHS.fileHeld.replace(':sha256', sha256))
  return (answer.json as { held: boolean }).held
}
