import type { RandomBytes } from '#shared/base/ids.ts'
import { OperatorTrouble } from './trouble.ts'

/** Without letters and digits that are taken for each other when somebody reads them out. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 5
const GROUP_CHARS = 4
const MIN_CHARS = 10
const MAX_CHARS = 1000

/** A password of about 99 bits, in groups that can be read out: `hm4k-...`. */
export function makePassword(randomBytes: RandomBytes): string {
  const chars: string[] = []
  while (chars.length < GROUPS * GROUP_CHARS) {
    for (const byte of randomBytes(32)) {
      // a remainder would favour the first letters
      if (byte < ALPHABET.length * Math.floor(256 / ALPHABET.length))
        chars.push(ALPHABET[byte % ALPHABET.length] ?? '')
    }
  }
  const groups = Array.from({ length: GROUPS }, (_, n) => chars.slice(n * GROUP_CHARS, (n + 1) * GROUP_CHARS))
  return groups.map((group) => group.join('')).join('-')
}

/** The first line of what was piped in. */
export async function readPassword(input: AsyncIterable<Buffer | string>): Promise<string> {
  let text = ''
  for await (const chunk of input) {
    text += chunk
    if (text.includes('\n') || text.length > MAX_CHARS) break
  }
  const [line = ''] = text.split(/\r?\n/)
  if (line.length < MIN_CHARS || line.length > MAX_CHARS) {
    throw new OperatorTrouble(
      `A password has ${MIN_CHARS} to ${MAX_CHARS} characters. Pipe another one in, or leave --password-stdin out to have one made.`
    )
  }
  return line
}
