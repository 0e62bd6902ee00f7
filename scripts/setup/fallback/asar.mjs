// Writes an asar archive: two pickled sizes, a JSON index, the data.
import fs from 'node:fs'
import path from 'node:path'

/**
 * An asar archive of the files directly in a folder.
 * @param {string} folder
 */
export function asar(folder) {
  const names = fs.readdirSync(folder)
  const data = names.map((name) => fs.readFileSync(path.join(folder, name)))
  let offset = 0
  /** @type {Record<string, { size: number, offset: string }>} */
  const files = {}
  names.forEach((name, i) => {
    const size = data[i]?.length ?? 0
    files[name] = { size, offset: String(offset) }
    offset += size
  })
  const index = Buffer.from(JSON.stringify({ files }))
  const padded = Math.ceil(index.length / 4) * 4
  const head = Buffer.alloc(16 + padded)
  for (const [i, n] of [4, 8 + padded, 4 + padded, index.length].entries()) head.writeUInt32LE(n, i * 4)
  index.copy(head, 16)
  return Buffer.concat([head, ...data])
}
