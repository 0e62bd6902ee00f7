import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { createRandom, type Random } from '../random.ts'

/** A file of the demo: painted or played from its name, so that none but one short film has to lie in the repository. */
export interface DemoFile {
  attachment: Attachment
  bytes: Uint8Array
}

const made = new Map<string, DemoFile>()

/** The file of a name: `.wav` is a short tune, `.mp4` the film, every other one a picture. */
export function demoFile(name: string): DemoFile {
  const known = made.get(name)
  if (known) return known
  const [mediaType, bytes] = contentOf(name, createRandom(1, `media ${name}`))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { attachment: { sha256, name, sizeBytes: bytes.length, mediaType }, bytes }
  made.set(name, file)
  return file
}

function contentOf(name: string, random: Random): [mediaType: string, bytes: Uint8Array] {
  if (name.endsWith('.wav')) return ['audio/wav', tune(random)]
  if (name.endsWith('.mp4')) {
    return ['video/mp4', readFileSync(new URL('../partners/flight.mp4', import.meta.url))]
  }
  return ['image/png', picture(random, ...sizeOf(name))]
}

function sizeOf(name: string): [width: number, height: number] {
  if (name.includes('phone') || name.includes('wall')) return [270, 480]
  if (name.includes('interstitial')) return [320, 360]
  return name.includes('sticker') ? [96, 96] : [320, 200]
}

const COLOURS = 16

/** Soft bands of two colours with some discs on them, as a PNG with a palette. */
function picture(random: Random, width: number, height: number): Uint8Array {
  const hue = random.int(0, 359)
  const palette = Buffer.concat(
    Array.from({ length: COLOURS }, (_, i) => Buffer.from(rgb(hue + i * 6, 0.55, 0.25 + (i / COLOURS) * 0.5)))
  )
  const discs = Array.from({ length: 5 }, () => ({
    x: random.int(0, width),
    y: random.int(0, height),
    r: random.int(width / 12, width / 4)
  }))
  const slope = random.int(-40, 40) / 100
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const band = ((y + x * slope) / height) * (COLOURS - 5)
      const over = discs.filter((disc) => (disc.x - x) ** 2 + (disc.y - y) ** 2 < disc.r ** 2).length
      rows[y * (width + 1) + 1 + x] = Math.min(COLOURS - 1, Math.max(0, Math.floor(band) + over * 2))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function rgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const channel = (shift: number) => {
    const k = (shift + hue / 30) % 12
    const a = saturation * Math.min(lightness, 1 - lightness)
    return Math.round(255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}

const RATE = 8000
const NOTE_S = 0.25

/** Eight notes of a pentatonic scale, as a WAV of 8 bits. */
function tune(random: Random): Uint8Array {
  const noteSamples = RATE * NOTE_S
  const samples = Buffer.alloc(noteSamples * 8)
  for (let note = 0; note < 8; note++) {
    const hertz = 330 * 2 ** (random.pick([0, 2, 4, 7, 9, 12]) / 12)
    for (let i = 0; i < noteSamples; i++) {
      const fade = Math.exp((-3 * i) / noteSamples)
      samples[note * noteSamples + i] =
        128 + Math.round(90 * fade * Math.sin((2 * Math.PI * hertz * i) / RATE))
    }
  }
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + samples.length, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.set([1, 0, 1, 0], 20)
  header.writeUInt32LE(RATE, 24)
  header.writeUInt32LE(RATE, 28)
  header.set([1, 0, 8, 0], 32)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(samples.length, 40)
  return Buffer.concat([header, samples])
}
