// Reads a zip file, entry by entry, without loading it into memory.
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

/** @typedef {{ name: string, method: number, packedBytes: number, sizeBytes: number, mode: number, header: number }} Entry */

/**
 * @param {number} fd
 * @returns {Buffer} the central directory
 */
function readDirectory(fd) {
  const size = fs.fstatSync(fd).size
  const tail = Buffer.alloc(Math.min(size, 65_557))
  fs.readSync(fd, tail, 0, tail.length, size - tail.length)
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0) throw new Error('not a zip file')
  const directory = Buffer.alloc(tail.readUInt32LE(end + 12))
  fs.readSync(fd, directory, 0, directory.length, tail.readUInt32LE(end + 16))
  return directory
}

/**
 * @param {number} fd
 * @returns {Generator<Entry>}
 */
function* entries(fd) {
  const directory = readDirectory(fd)
  for (let at = 0; at < directory.length; ) {
    const nameLength = directory.readUInt16LE(at + 28)
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      sizeBytes: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      header: directory.readUInt32LE(at + 42)
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
}

/**
 * @param {number} fd
 * @param {Entry} entry
 * @param {string} file
 */
async function extract(fd, entry, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const mode = entry.mode & 0o111 ? 0o755 : 0o644
  if (entry.packedBytes === 0) return fs.writeFileSync(file, '', { mode })
  const local = Buffer.alloc(30)
  fs.readSync(fd, local, 0, 30, entry.header)
  const start = entry.header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  const packed = fs.createReadStream('', { fd, autoClose: false, start, end: start + entry.packedBytes - 1 })
  const out = fs.createWriteStream(file, { mode })
  await (entry.method === 8 ? pipeline(packed, createInflateRaw(), out) : pipeline(packed, out))
  if (fs.statSync(file).size !== entry.sizeBytes) throw new Error(`${entry.name}: unpacked to a wrong size`)
}

/**
 * Unpacks some entries of a zip file.
 * @param {string} zip
 * @param {string} into
 * @param {(name: string) => string | undefined} place the file for an entry, or undefined to leave it out
 */
export async function unpack(zip, into, place) {
  const fd = fs.openSync(zip, 'r')
  try {
    for (const entry of entries(fd)) {
      const name = place(entry.name)
      if (name) await extract(fd, entry, path.join(into, name))
    }
  } finally {
    fs.closeSync(fd)
  }
}
