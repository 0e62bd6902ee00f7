import type { SessionGrant } from '#shared/contract/wire.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import type { ApiAnswer } from './session-api.ts'

/** A token is renewed this long before it ends, so that none ends on its way to the server. */
const RENEW_BEFORE_MS = 60_000
/** How long a token is used when the server does not say what time it is. */
const USUAL_LIFE_MS = 10 * 60_000

export type Granted = Extract<ApiAnswer<SessionGrant>, { ok: true }>

interface TokensContext {
  /** the refresh token that an earlier run kept; asked once, when it is first needed */
  kept(): string | null
  refresh(refreshToken: string): Promise<ApiAnswer<SessionGrant>>
  /** Puts the newest refresh token on disk; called before anything of its grant is used. */
  keep(refreshToken: string): void
  /** milliseconds that only grow, whatever happens to the computer's clock */
  monotonicMs(): number
  onIdentity(identity: Identity): void
  /** the server has ended the session */
  onEnded(): void
  /** the same, and an administrator wants the account's files gone from here */
  onWipe(): void
}

/**
 * The tokens of one session. A refresh token works once: at most one refresh is in flight, its successor is stored before
 * use, and only the server's own no ends the session.
 */
export function createTokens(context: TokensContext) {
  let refreshToken: string | null | undefined
  let access: { token: string; untilMs: number } | null = null
  let refreshing: Promise<string | null | 'signed-out'> | null = null

  const take = ({ value: grant, serverNowMs }: Granted) => {
    context.keep(grant.refreshToken)
    refreshToken = grant.refreshToken
    const lifeMs = serverNowMs === null ? USUAL_LIFE_MS : grant.accessExpiresAtMs - serverNowMs
    access = {
      token: grant.accessToken,
      untilMs: context.monotonicMs() + Math.max(lifeMs - RENEW_BEFORE_MS, lifeMs / 2)
    }
  }
  const refresh = async (): Promise<string | null | 'signed-out'> => {
    if (refreshToken === undefined) refreshToken = context.kept()
    const used = refreshToken
    if (used === null) {
      context.onEnded()
      return 'signed-out'
    }
    const answer = await context.refresh(used)
    // signed in anew meanwhile: what became of the old token says nothing any more
    if (refreshToken !== used) return access?.token ?? null
    if (answer.ok) {
      take(answer)
      context.onIdentity(answer.value.identity)
      return answer.value.accessToken
    }
    const { kind } = answer.error
    if (kind !== 'denied' && kind !== 'wipe') return null
    refreshToken = null
    access = null
    if (kind === 'wipe') context.onWipe()
    else context.onEnded()
    return 'signed-out'
  }

  const renew = () => {
    refreshing ??= refresh().finally(() => {
      refreshing = null
    })
    return refreshing
  }

  return {
    take,
    /** The refresh token as it is now, for telling the server that the session is over. */
    refreshToken: () => (refreshToken === undefined ? context.kept() : refreshToken),
    /**
     * A token for the next request; null when the server cannot be asked for one now.
     * @param refused a token that the server has just refused: it is not handed out again
     */
    accessToken(refused?: string): Promise<string | null | 'signed-out'> {
      const usable = access !== null && access.token !== refused && context.monotonicMs() < access.untilMs
      return usable && access ? Promise.resolve(access.token) : renew()
    },
    /** Asks for a new grant before its time: what the present one says of its person is known to be old. */
    renew
  }
}

export type Tokens = ReturnType<typeof createTokens>
