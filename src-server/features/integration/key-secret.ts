import { createHash, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from '#shared/base/ids.ts'

const PREFIX_BYTES = 6
const SECRET_BYTES = 32
const SHAPE = /^(octo_[0-9a-f]{12})_[A-Za-z0-9_-]{43}$/

/** Makes a key: a prefix to recognise it by, and 256 random bits after it. */
export function makeSecret(randomBytes: RandomBytes): { prefix: string; secret: string } {
  const prefix = `octo_${Buffer.from(randomBytes(PREFIX_BYTES)).toString('hex')}`
  return { prefix, secret: `${prefix}_${Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url')}` }
}

/** The prefix of what may be a key; null for anything else. */
export function prefixOf(secret: string): string | null {
  return SHAPE.exec(secret)?.[1] ?? null
}

/** A secret as it is kept: 256 random bits need no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Whether a secret is the one that was kept. The comparison takes the same time wherever they differ. */
export function isSecret(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret), 'hex'), Buffer.from(hash, 'hex'))
}
