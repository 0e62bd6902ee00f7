import { z } from 'zod'
import { ApiError } from '#shared/base/error-codes.ts'
import { DemoPeople, PATHS, SessionGrant } from '#shared/contract/wire.ts'
import type { DemoPerson } from '#shared/features/session/views.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How asking the server about a session can end without what was asked for. */
export type ApiTrouble =
  | { kind: 'unreachable'; certificate: boolean }
  | { kind: 'not-octopus' }
  /** the server said no: a wrong password, a token that is used up */
  | { kind: 'denied' }
  /** the session has ended, and an administrator wants this account's files gone */
  | { kind: 'wipe' }
  | { kind: 'too-many'; retryAfterS: number }
  /** the server has trouble of its own, and may not have it in a minute */
  | { kind: 'unavailable' }

export type ApiAnswer<Value> =
  | { ok: true; value: Value; serverNowMs: number | null }
  | { ok: false; error: ApiTrouble }

const TIMEOUT_MS = 15_000
/** Being offline should not hold up the sign-in screen or a sign-out. */
const SHORT_TIMEOUT_MS = 3_000

function troubleOf(response: Response, body: unknown): ApiTrouble {
  if (response.status === 429)
    return { kind: 'too-many', retryAfterS: Number(response.headers.get('retry-after')) || 60 }
  if (response.status >= 500) return { kind: 'unavailable' }
  const refusal = ApiError.safeParse(body)
  if (!refusal.success) return { kind: 'not-octopus' }
  if (refusal.data.error.code === 'wipe_ordered') return { kind: 'wipe' }
  return response.status === 401 || response.status === 403 ? { kind: 'denied' } : { kind: 'not-octopus' }
}

/** The server's answers about sessions; every one is parsed, and no trouble of network or server throws. */
export function createSessionApi(fetch: Fetch) {
  const ask = async <Shape extends z.ZodType>(
    url: string,
    shape: Shape,
    init: RequestInit,
    timeoutMs: number
  ): Promise<ApiAnswer<z.output<Shape>>> => {
    try {
      const response = await fetch(url, {
        ...init,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMs)
      })
      const body: unknown = await response.json().catch(() => null)
      if (!response.ok) return { ok: false, error: troubleOf(response, body) }
      const parsed = shape.safeParse(body)
      if (!parsed.success) return { ok: false, error: { kind: 'not-octopus' } }
      const date = Date.parse(response.headers.get('date') ?? '')
      return { ok: true, value: parsed.data, serverNowMs: Number.isNaN(date) ? null : date }
    } catch (error) {
      return { ok: false, error: { kind: 'unreachable', certificate: /CERT/.test(String(error)) } }
    }
  }
  const post = <Shape extends z.ZodType>(url: string, shape: Shape, body: unknown, timeoutMs = TIMEOUT_MS) =>
    ask(
      url,
      shape,
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      timeoutMs
    )

  return {
    signIn: (serverUrl: string, email: string, password: string, deviceName: string) =>
      post(`${serverUrl}${PATHS.signIn}`, SessionGrant, { email, password, deviceName }),
    refresh: (serverUrl: string, refreshToken: string) =>
      post(`${serverUrl}${PATHS.refresh}`, SessionGrant, { refreshToken }),
    /** Best effort: a server that does not hear it lets the token run out. */
    async signOut(serverUrl: string, refreshToken: string): Promise<void> {
      await post(`${serverUrl}${PATHS.signOut}`, z.unknown(), { refreshToken }, SHORT_TIMEOUT_MS)
    },
    /** Nobody, where the server has no demo or does not answer. */
    async demoPeople(serverUrl: string): Promise<DemoPerson[]> {
      const answer = await ask(
        `${serverUrl}${PATHS.demoPeople}`,
        DemoPeople,
        { method: 'GET' },
        SHORT_TIMEOUT_MS
      )
      return answer.ok ? answer.value.people : []
    }
  }
}

export type SessionApi = ReturnType<typeof createSessionApi>
