import type { Clock } from '#shared/base/clock.ts'
import { err } from '#shared/base/result.ts'
import type { PushResponse } from '#shared/contract/wire.ts'
import { type ChangeRange, RANGE_MAX_ITEMS } from '#shared/sync/change.ts'
import type { SnapshotPage, SnapshotStart } from '#shared/sync/snapshot.ts'
import type { Link, LinkResult, LiveLine, LiveListener, PageDatabase, PageQuery } from './link.ts'

/** How long a request may take before it counts as lost, in milliseconds. */
const REQUEST_MS = 30_000

/**
 * Answers a token that should still be good; renews it when needed. `refused` is one that the server has just turned
 * down, so that it is not handed out again.
 */
export type AccessToken = (refused?: string) => Promise<string | 'signed-out'>

/** The server's calls with a token and a time limit; a token that is turned down is renewed once. */
export interface ServerCalls {
  push(body: string): Promise<LinkResult<PushResponse>>
  changes(since: number): Promise<LinkResult<ChangeRange>>
  snapshotStart(): Promise<LinkResult<SnapshotStart>>
  snapshotPage(query: PageQuery): Promise<LinkResult<SnapshotPage | PageDatabase>>
  /** Answers null when nobody is signed in. */
  openLive(listener: LiveListener): Promise<LiveLine | null>
}

export function createServerCalls(options: {
  link: Link
  accessToken: AccessToken
  clock: Clock
}): ServerCalls {
  const { link, accessToken, clock } = options

  function timed<T>(request: (signal: AbortSignal) => Promise<LinkResult<T>>): Promise<LinkResult<T>> {
    const abort = new AbortController()
    return new Promise((resolve, reject) => {
      const cancel = clock.after(REQUEST_MS, () => {
        resolve(err({ kind: 'network', message: `no answer within ${REQUEST_MS / 1000} s` }))
        abort.abort()
      })
      request(abort.signal).then(resolve, reject).finally(cancel)
    })
  }

  async function tokenOrError(refused?: string): Promise<LinkResult<string>> {
    try {
      const token = await accessToken(refused)
      return token === 'signed-out' ? err({ kind: 'unauthenticated' }) : { ok: true, value: token }
    } catch (error) {
      return err({ kind: 'network', message: `no token: ${error instanceof Error ? error.message : error}` })
    }
  }

  async function call<T>(
    request: (token: string, signal: AbortSignal) => Promise<LinkResult<T>>
  ): Promise<LinkResult<T>> {
    const token = await tokenOrError()
    if (!token.ok) return token
    const first = await timed((signal) => request(token.value, signal))
    if (first.ok || first.error.kind !== 'unauthenticated') return first
    const renewed = await tokenOrError(token.value)
    if (!renewed.ok) return renewed
    return renewed.value === token.value ? first : timed((signal) => request(renewed.value, signal))
  }

  return {
    push: (body) => call((token, signal) => link.push(token, body, signal)),
    changes: (since) =>
      call((token, signal) => link.changes(token, { since, limit: RANGE_MAX_ITEMS }, signal)),
    snapshotStart: () => call((token, signal) => link.snapshotStart(token, signal)),
    snapshotPage: (query) => call((token, signal) => link.snapshotPage(token, query, signal)),
    async openLive(listener) {
      const token = await tokenOrError()
      return token.ok ? link.openLive(token.value, listener) : null
    }
  }
}
