import { expect, test } from 'vitest'
import type { SessionGrant } from '#shared/contract/wire.ts'
import type { ApiAnswer } from '../../../src-main/app/session/session-api.ts'
import { createTokens, type Granted } from '../../../src-main/app/session/tokens.ts'
import { MIA } from './session-server.ts'

type Answer = ApiAnswer<SessionGrant>

/** A server day that is far from the desk's clock: only the difference of its own two times counts. */
const SERVER_NOW_MS = 5_000_000_000_000

function granted(number: number, lifeMs = 15 * 60_000): Granted {
  const value = {
    identity: MIA,
    accessToken: `access-${number}`,
    accessExpiresAtMs: SERVER_NOW_MS + lifeMs,
    refreshToken: `refresh-${number}`
  }
  return { ok: true, value, serverNowMs: SERVER_NOW_MS }
}

function holding(kept: string | null = 'refresh-0') {
  const asked: { token: string; answer: (answer: Answer) => void }[] = []
  const trail: string[] = []
  const state = { nowMs: 1000 }
  const tokens = createTokens({
    kept: () => kept,
    refresh: (token) => new Promise((answer) => asked.push({ token, answer })),
    keep: (token) => trail.push(`kept ${token}`),
    monotonicMs: () => state.nowMs,
    onIdentity: () => trail.push('identity'),
    onEnded: () => trail.push('ended'),
    onWipe: () => trail.push('wiped')
  })
  const handedOut = async (refused?: string) => {
    const token = await tokens.accessToken(refused)
    trail.push(`handed out ${token}`)
    return token
  }
  return { tokens, asked, trail, state, handedOut }
}

test('many requests at once cause one refresh', async () => {
  const { asked, handedOut } = holding()
  const all = [handedOut(), handedOut(), handedOut()]
  expect(asked.map(({ token }) => token)).toEqual(['refresh-0'])
  asked[0]?.answer(granted(1))
  expect(await Promise.all(all)).toEqual(['access-1', 'access-1', 'access-1'])
})

test('the successor is on disk before its access token is used', async () => {
  const { asked, trail, handedOut } = holding()
  const one = handedOut()
  asked[0]?.answer(granted(1))
  await one
  expect(trail).toEqual(['kept refresh-1', 'identity', 'handed out access-1'])
})

test('a token is renewed a minute before it ends, by a clock that nobody can set', async () => {
  const { asked, state, tokens, handedOut } = holding(null)
  tokens.take(granted(1))
  state.nowMs += 13.9 * 60_000
  expect(await handedOut()).toBe('access-1')
  state.nowMs += 0.2 * 60_000
  const renewed = handedOut()
  asked[0]?.answer(granted(2))
  expect(await renewed).toBe('access-2')
  expect(asked[0]?.token).toBe('refresh-1')
})

test('a token that the server refused is not handed out again, but its successor is', async () => {
  const { asked, tokens, handedOut } = holding(null)
  tokens.take(granted(1))
  const renewed = handedOut('access-1')
  asked[0]?.answer(granted(2))
  expect(await renewed).toBe('access-2')
  expect(await handedOut('access-1')).toBe('access-2')
  expect(asked).toHaveLength(1)
})

test.each([
  ['the network', { kind: 'unreachable', certificate: false }],
  ['a proxy', { kind: 'not-octopus' }],
  ['a busy server', { kind: 'too-many', retryAfterS: 1 }],
  ['a server in trouble', { kind: 'unavailable' }]
] as const)('trouble with %s does not end the session', async (_what, error) => {
  const { asked, trail, handedOut } = holding()
  const first = handedOut()
  asked[0]?.answer({ ok: false, error })
  expect(await first).toBeNull()
  const second = handedOut()
  asked[1]?.answer(granted(1))
  expect(await second).toBe('access-1')
  expect(trail).not.toContain('ended')
})

test('a grant that is known to be old is renewed before its time, once', async () => {
  const { asked, trail, tokens } = holding()
  const first = tokens.accessToken()
  asked[0]?.answer(granted(1))
  await first
  const [second, third] = [tokens.renew(), tokens.renew()]
  expect(asked.map(({ token }) => token)).toEqual(['refresh-0', 'refresh-1'])
  asked[1]?.answer(granted(2))
  expect(await Promise.all([second, third])).toEqual(['access-2', 'access-2'])
  expect(await tokens.accessToken()).toBe('access-2')
  expect(trail.filter((step) => step === 'identity').length).toBe(2)
})

test("only the server's own no ends the session", async () => {
  const { asked, trail, tokens, handedOut } = holding()
  const refused = handedOut()
  asked[0]?.answer({ ok: false, error: { kind: 'denied' } })
  expect(await refused).toBe('signed-out')
  expect(trail).toContain('ended')
  expect(tokens.refreshToken()).toBeNull()
})

test('a no to the old token does not end a session that was begun anew meanwhile', async () => {
  const { asked, trail, tokens, handedOut } = holding()
  const old = handedOut()
  tokens.take(granted(7))
  asked[0]?.answer({ ok: false, error: { kind: 'denied' } })
  expect(await old).toBe('access-7')
  expect(trail).not.toContain('ended')
})

test('a server that hands out very short tokens is not asked at each request', async () => {
  const { asked, state, tokens, handedOut } = holding(null)
  tokens.take(granted(1, 30_000))
  state.nowMs += 10_000
  expect(await handedOut()).toBe('access-1')
  expect(asked).toEqual([])
})
