import { createHash } from 'node:crypto'
import { TenantId, type UserId } from '#shared/base/ids.ts'
import type { SessionGrant } from '#shared/contract/wire.ts'
import { writeAudit } from '../../gateway/audit.ts'
import type { RoomTools } from '../../gateway/room.ts'
import type { RefreshTokensTable, SessionsTable } from '../../storage/schema.ts'
import type { Tx } from '../../storage/storage.ts'
import { ACCESS_TOKEN_MS, signAccessToken } from './access-token.ts'
import { NOBODYS_HASH, verifyPassword } from './passwords.ts'
import { judgeRefresh } from './refresh-rule.ts'
import {
  extendSession,
  findIdentity,
  findRefreshToken,
  findSession,
  findUserByEmail,
  insertRefreshToken,
  insertSession,
  revokeSession,
  updateRefreshToken
} from './repository.ts'

/** A session ends when it was not used for this long, in milliseconds: 60 days. */
export const SESSION_IDLE_MS = 60 * 86_400_000

/** Where a sign-in with an unknown address is audited, so that it costs the same work as a known one. */
const NO_TENANT = TenantId.parse('-')

type Tools = Pick<RoomTools, 'storage' | 'clock' | 'mintId' | 'randomBytes'>

/** Gives, renews and ends sessions. `null` is every refusal alike, so that an answer tells nothing about accounts. */
export function createGrants(tools: Tools, secret: Uint8Array) {
  const { storage, clock, mintId, randomBytes } = tools

  async function grant(
    user: { tenantId: TenantId; userId: UserId },
    sessionId: string,
    refreshToken: string
  ): Promise<SessionGrant | null> {
    const found = await storage.read((db) => findIdentity(db, user.tenantId, user.userId))
    if (!found) return null
    const { active: _, ...identity } = found
    const nowMs = clock.nowMs()
    return {
      identity,
      accessToken: await signAccessToken({ ...user, sessionId }, secret, nowMs),
      accessExpiresAtMs: nowMs + ACCESS_TOKEN_MS,
      refreshToken
    }
  }

  function newToken(): string {
    return Buffer.from(randomBytes(32)).toString('base64url')
  }

  return {
    async signIn(email: string, password: string, deviceName: string): Promise<SessionGrant | null> {
      const user = await storage.read((db) => findUserByEmail(db, email.trim().toLowerCase()))
      const fits = await verifyPassword(password, user?.password_hash ?? NOBODYS_HASH)
      const nowMs = clock.nowMs()
      const session = { tenant_id: user?.tenant_id ?? NO_TENANT, id: mintId() }
      const refreshToken = newToken()
      const signedIn = user?.active === 1 && fits ? user : null
      await storage.transact(async (tx) => {
        if (signedIn) {
          await insertSession(tx, {
            ...session,
            user_id: signedIn.id,
            device_name: deviceName,
            created_at_ms: nowMs,
            expires_at_ms: nowMs + SESSION_IDLE_MS,
            revoked_at_ms: null,
            wipe: 0
          })
          await insertRefreshToken(tx, freshToken(session, refreshToken))
        }
        await writeAudit(tx, [
          {
            tenant_id: session.tenant_id,
            id: mintId(),
            at_ms: nowMs,
            actor_id: user?.id ?? null,
            action: 'session.sign-in',
            target: `session:${session.id}`,
            outcome: signedIn ? 'accepted' : 'refused',
            detail: {}
          }
        ])
      })
      if (!signedIn) return null
      return await grant({ tenantId: signedIn.tenant_id, userId: signedIn.id }, session.id, refreshToken)
    },

    /** Trades a refresh token for its successor; `wipe` when an administrator wants the desk's files gone. */
    async refresh(presented: string): Promise<SessionGrant | 'wipe' | null> {
      const nowMs = clock.nowMs()
      const refreshToken = newToken()
      const renewed = await storage.transact(async (tx) => {
        const token = await findRefreshToken(tx, hashToken(presented))
        if (!token) return null
        const session = await findSession(tx, token.tenant_id, token.session_id)
        if (session?.wipe === 1) {
          await audit(tx, session, 'session.wipe', 'accepted', nowMs)
          return 'wipe'
        }
        if (!session || session.revoked_at_ms !== null || session.expires_at_ms <= nowMs) return null
        const user = await findIdentity(tx, session.tenant_id, session.user_id)
        if (user?.active !== 1) return null

        const successor = token.successor_hash ? await findRefreshToken(tx, token.successor_hash) : undefined
        const verdict = judgeRefresh(token, successor, nowMs)
        if (verdict === 'reuse') {
          await revokeSession(tx, session.tenant_id, session.id, nowMs)
          await audit(tx, session, 'session.token-reuse', 'refused', nowMs)
          return null
        }
        if (verdict === 'grace' && successor) {
          await updateRefreshToken(tx, successor.hash, { used_at_ms: nowMs, grace_used: 1 })
        }
        await updateRefreshToken(tx, token.hash, {
          used_at_ms: token.used_at_ms ?? nowMs,
          successor_hash: hashToken(refreshToken),
          grace_used: verdict === 'grace' ? 1 : 0
        })
        await insertRefreshToken(tx, freshToken(session, refreshToken))
        await extendSession(tx, session.tenant_id, session.id, nowMs + SESSION_IDLE_MS)
        return session
      })
      if (!renewed || renewed === 'wipe') return renewed
      return await grant({ tenantId: renewed.tenant_id, userId: renewed.user_id }, renewed.id, refreshToken)
    },

    /** Ends the session that a refresh token belongs to, used or not; an unknown token changes nothing. */
    async signOut(presented: string): Promise<void> {
      await storage.transact(async (tx) => {
        const token = await findRefreshToken(tx, hashToken(presented))
        if (token) await revokeSession(tx, token.tenant_id, token.session_id, clock.nowMs())
      })
    }
  }

  async function audit(
    tx: Tx,
    session: SessionsTable,
    action: string,
    outcome: string,
    nowMs: number
  ): Promise<void> {
    const { tenant_id, user_id } = session
    const target = `session:${session.id}`
    await writeAudit(tx, [
      { tenant_id, id: mintId(), at_ms: nowMs, actor_id: user_id, action, target, outcome, detail: {} }
    ])
  }
}

export type Grants = ReturnType<typeof createGrants>

/** Refresh tokens are 256 random bits, so a plain hash keeps them safe at rest. */
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function freshToken(session: { tenant_id: TenantId; id: string }, token: string): RefreshTokensTable {
  return {
    hash: hashToken(token),
    tenant_id: session.tenant_id,
    session_id: session.id,
    used_at_ms: null,
    successor_hash: null,
    grace_used: 0
  }
}
