import { createHash } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { TenantId, UserId } from '#shared/base/ids.ts'
import { PATHS } from '#shared/contract/wire.ts'
import type { UsersTable } from '../../storage/schema.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { isUnchosen } from './passwords.ts'

/** How long a link to choose a password works, in milliseconds: a week. */
export const PASSWORD_LINK_MS = 7 * 86_400_000

/** Not that of access tokens: neither is taken for the other. */
const ISSUER = 'octopus-desk/password'

const Claims = z.object({ sub: UserId, tenant: TenantId, hash: z.string() })

type Invited = Pick<UsersTable, 'tenant_id' | 'id' | 'password_hash'>

/**
 * The address at which a person chooses a password. It names the hash that is there now, so that it works once, and not any more
 * when another one was made.
 */
export async function passwordLink(
  origin: string,
  { tenant_id, id, password_hash }: Invited,
  secret: Uint8Array,
  nowMs: number
): Promise<string> {
  const token = await new SignJWT({ tenant: tenant_id, hash: fingerprint(password_hash) })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setSubject(id)
    .setExpirationTime(Math.floor((nowMs + PASSWORD_LINK_MS) / 1000))
    .sign(secret)
  return `${origin}${PATHS.choosePassword}?token=${token}`
}

/** Who may choose a password by a token now; null when it is not one, has been used, or has had its time. */
export async function invitedBy(
  db: ReadTx,
  token: string,
  secret: Uint8Array,
  nowMs: number
): Promise<UsersTable | null> {
  const claims = await readClaims(token, secret, nowMs)
  if (!claims) return null
  const user = await db
    .selectFrom('users')
    .selectAll()
    .where('tenant_id', '=', claims.tenant)
    .where('id', '=', claims.sub)
    .where('active', '=', 1)
    .executeTakeFirst()
  if (!user || !isUnchosen(user.password_hash)) return null
  return fingerprint(user.password_hash) === claims.hash ? user : null
}

async function readClaims(token: string, secret: Uint8Array, nowMs: number) {
  try {
    const options = { algorithms: ['HS256'], issuer: ISSUER, currentDate: new Date(nowMs) }
    const { payload } = await jwtVerify(token, secret, options)
    return Claims.parse(payload)
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}

function fingerprint(hash: string): string {
  return createHash('sha256').update(hash).digest('base64url')
}
