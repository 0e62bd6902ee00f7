import type { RefreshTokensTable } from '../../storage/schema.ts'

/** How long a used refresh token is accepted once more when its successor never arrived, in milliseconds. */
export const GRACE_MS = 60_000

/**
 * What a presented refresh token deserves.
 *
 *   unused ----present----> used, with a successor
 *   used   ----present----> grace: within 60 s, once, and only while the successor is unused. It means that the
 *                           desk was killed between the server's answer and its own disk. The successor dies.
 *                           reuse: anything else. Somebody else holds a copy: the whole family dies.
 */
export function judgeRefresh(
  token: RefreshTokensTable,
  successor: RefreshTokensTable | undefined,
  nowMs: number
): 'first-use' | 'grace' | 'reuse' {
  if (token.used_at_ms === null) return 'first-use'
  const inTime = nowMs - token.used_at_ms <= GRACE_MS
  const successorUnused = successor !== undefined && successor.used_at_ms === null
  return inTime && token.grace_used === 0 && successorUnused ? 'grace' : 'reuse'
}
