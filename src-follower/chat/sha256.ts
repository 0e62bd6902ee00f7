/** The sha256 of a file, hex (FIPS 180-4). Browsers keep their own from pages without TLS; those use the slower one below. */
export async function sha256Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await readAll(blob))
  const subtle = (crypto as Partial<Crypto>).subtle
  const digest = subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : digestOf(bytes)
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** `Blob.arrayBuffer` is younger than some of the browsers that come here. */
export function readAll(blob: Blob): Promise<ArrayBuffer> {
  return new Response(blob).arrayBuffer()
}

/** The first 32 bits of the fractional parts of a root of the first primes. */
function fractions(count: number, root: number): Uint32Array<ArrayBuffer> {
  const found = new Uint32Array(count)
  for (let candidate = 2, at = 0; at < count; candidate++) {
    let isPrime = true
    for (let by = 2; by * by <= candidate; by++) if (candidate % by === 0) isPrime = false
    if (isPrime) found[at++] = (candidate ** (1 / root) % 1) * 2 ** 32
  }
  return found
}

const rotated = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** FIPS 180-4, 6.2. */
export function digestOf(bytes: Uint8Array): Uint8Array {
  const constants = fractions(64, 3)
  const state = fractions(8, 2)
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, bytes.length << 3)
  const words = new Uint32Array(64)
  const word = (at: number) => words[at] ?? 0
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) words[i] = view.getUint32(block + i * 4)
      else {
        const [a, b] = [word(i - 15), word(i - 2)]
        const low = rotated(a, 7) ^ rotated(a, 18) ^ (a >>> 3)
        const high = rotated(b, 17) ^ rotated(b, 19) ^ (b >>> 10)
        words[i] = word(i - 16) + low + word(i - 7) + high
      }
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let i = 0; i < 64; i++) {
      const sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      const first = (h + sum1 + ((e & f) ^ (~e & g)) + (constants[i] ?? 0) + word(i)) | 0
      const sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
    }
    for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] ?? 0) + value
  }
  const digest = new Uint8Array(32)
  const out = new DataView(digest.buffer)
  for (const [at, value] of state.entries()) out.setUint32(at * 4, value)
  return digest
}
