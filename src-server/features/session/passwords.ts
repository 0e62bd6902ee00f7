import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/**
 * Cost of a new hash, after OWASP's Password Storage Cheat Sheet (N = 2^15, r = 8, p = 3: 32 MB and about a tenth of a
 * second). A hash carries its own cost, so that raising this one keeps old passwords valid.
 */
const COST = { N: 2 ** 15, r: 8, p: 3 }
const KEY_BYTES = 32

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

/** Hashes a password as `scrypt$N$r$p$salt$key`, with salt and key in base64url. */
export async function hashPassword(
  password: string,
  randomBytes: (length: number) => Uint8Array
): Promise<string> {
  const salt = Buffer.from(randomBytes(16))
  const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, withMemory(COST))
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether a password is the one that was hashed. The comparison takes the same time wherever they differ. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = stored.split('$')
  if (scheme !== 'scrypt' || !salt || !key) return false
  const expected = Buffer.from(key, 'base64url')
  const cost = withMemory({ N: Number(N), r: Number(r), p: Number(p) })
  const actual = await derive(
    password.normalize('NFKC'),
    Buffer.from(salt, 'base64url'),
    expected.length,
    cost
  )
  return timingSafeEqual(actual, expected)
}

/** The key of no password, at the cost of any. */
const NO_KEY = '_'.repeat(43)

/** Stands in for the hash of a user who does not exist, so that finding that out takes the same work. */
export const NOBODYS_HASH = ['scrypt', COST.N, COST.r, COST.p, 'bm9ib2R5', NO_KEY].join('$')

/** The hash of a person who has to choose a password: nothing fits it, and each is another one. */
export function unchosenHash(randomBytes: (length: number) => Uint8Array): string {
  const salt = Buffer.from(randomBytes(16)).toString('base64url')
  return ['scrypt', COST.N, COST.r, COST.p, salt, NO_KEY].join('$')
}

export function isUnchosen(hash: string): boolean {
  return hash.endsWith(`$${NO_KEY}`)
}

/** scrypt needs 128 * N * r bytes, and Node refuses more than `maxmem`. */
function withMemory(cost: typeof COST): ScryptOptions {
  return { ...cost, maxmem: 256 * cost.N * cost.r }
}
