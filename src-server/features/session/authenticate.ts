import type { Clock } from '#shared/base/clock.ts'
import type { TenantId } from '#shared/base/ids.ts'
import type { Role } from '#shared/features/session/entities.ts'
import type { Caller } from '../../gateway/actor.ts'
import type { CallerSource } from '../../gateway/authenticate.ts'
import type { Storage } from '../../storage/storage.ts'
import { readAccessToken, type VerifiedToken } from './access-token.ts'
import { findLiveSession, listLiveSessions } from './repository.ts'

/** Tokens whose signature was checked already; that costs more than all else that a short request does. */
const KEPT_TOKENS = 20_000

/** Knows callers by their access tokens: the session must live and the user be active at this moment. */
export function createCallerSource(storage: Storage, clock: Clock, secret: Uint8Array): CallerSource {
  const verified = new Map<string, VerifiedToken>()

  async function verify(accessToken: string, nowMs: number): Promise<VerifiedToken | null> {
    const known = verified.get(accessToken)
    if (known) {
      if (known.expiresAtMs > nowMs) return known
      verified.delete(accessToken)
      return null
    }
    const token = await readAccessToken(accessToken, secret, nowMs)
    if (!token) return null
    if (verified.size >= KEPT_TOKENS) verified.clear()
    verified.set(accessToken, token)
    return token
  }

  return {
    async byToken(accessToken: string): Promise<Caller | null> {
      const nowMs = clock.nowMs()
      const subject = await verify(accessToken, nowMs)
      if (!subject) return null
      const { tenantId, sessionId } = subject
      const user = await storage.read((db) => findLiveSession(db, tenantId, sessionId, nowMs))
      if (!user || user.userId !== subject.userId) return null
      return { tenantId, sessionId, ...user }
    },
    async liveSessions(tenantId: TenantId): Promise<Map<string, Role>> {
      const sessions = await storage.read((db) => listLiveSessions(db, tenantId, clock.nowMs()))
      return new Map(sessions.map((session) => [session.sessionId, session.role]))
    }
  }
}
