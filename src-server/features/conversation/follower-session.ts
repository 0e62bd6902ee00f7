import { createHash } from 'node:crypto'
import type { Follower } from '#shared/features/conversation/entities.ts'
import { cookieValue, followerCookieName, hiddenCookie } from '../../gateway/cookies.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { channelBySlug, type PlacedChannel } from './repository.ts'
import { toFollower } from './rows.ts'

/*
 * A follower's session is one secret of 256 random bits in a cookie of one channel; the server keeps its hash only.
 * The cookie's name holds the slug and its path is the whole server, because the live link has one path for all.
 */

const SECRET_BYTES = 32
const SECRET_SHAPE = /^[A-Za-z0-9_-]{43}$/
/** Browsers keep no cookie longer. */
const MAX_AGE_S = 400 * 24 * 3600

/** Who stands at a channel's page: the follower is null until they have told a name. */
export interface Visit extends PlacedChannel {
  follower: Follower | null
}

export function mintSecret(randomBytes: (length: number) => Uint8Array): string {
  return Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url')
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The header that gives a browser its session, for as long as browsers keep one. */
export function sessionCookie(slug: string, secret: string, secure: boolean): string {
  return hiddenCookie(followerCookieName(slug), secret, MAX_AGE_S, secure)
}

/** Finds the channel of a page and the follower of its cookie; null for an unknown slug. */
export async function findVisit(
  db: ReadTx,
  slug: string,
  cookieHeader: string | undefined
): Promise<Visit | null> {
  const placed = await channelBySlug(db, slug)
  if (!placed) return null
  const secret = cookieValue(cookieHeader, followerCookieName(slug))
  if (secret === undefined || !SECRET_SHAPE.test(secret)) return { ...placed, follower: null }
  const row = await db
    .selectFrom('followers')
    .selectAll()
    .where('tenant_id', '=', placed.tenantId)
    .where('session_hash', '=', hashSecret(secret))
    .executeTakeFirst()
  return { ...placed, follower: row ? toFollower(row) : null }
}

/**
 * Whether a request that writes came from a page of this server. SameSite keeps the cookie from other sites; this
 * keeps sibling subdomains out as well. A request without an Origin was not made by a browser's page.
 */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | null
): boolean {
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  return from.host === host || (publicUrl !== null && from.origin === new URL(publicUrl).origin)
}
