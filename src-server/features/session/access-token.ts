import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { TenantId, UserId } from '#shared/base/ids.ts'

/** How long an access token works, in milliseconds. */
export const ACCESS_TOKEN_MS = 15 * 60_000

const ISSUER = 'octopus-desk'

const Claims = z.object({ sub: UserId, tenant: TenantId, session: z.string(), exp: z.number() })

/** Whom an access token names. What they may do is read from the database on each request, never from here. */
export interface TokenSubject {
  tenantId: TenantId
  userId: UserId
  sessionId: string
}

export interface VerifiedToken extends TokenSubject {
  expiresAtMs: number
}

export async function signAccessToken(
  subject: TokenSubject,
  secret: Uint8Array,
  nowMs: number
): Promise<string> {
  return await new SignJWT({ tenant: subject.tenantId, session: subject.sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setSubject(subject.userId)
    .setIssuedAt(Math.floor(nowMs / 1000))
    .setExpirationTime(Math.floor((nowMs + ACCESS_TOKEN_MS) / 1000))
    .sign(secret)
}

/** Reads an access token; null when it is not one of ours or has expired. */
export async function readAccessToken(
  token: string,
  secret: Uint8Array,
  nowMs: number
): Promise<VerifiedToken | null> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      currentDate: new Date(nowMs)
    })
    const claims = Claims.safeParse(payload)
    if (!claims.success) return null
    return {
      tenantId: claims.data.tenant,
      userId: claims.data.sub,
      sessionId: claims.data.session,
      expiresAtMs: claims.data.exp * 1000
    }
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}
