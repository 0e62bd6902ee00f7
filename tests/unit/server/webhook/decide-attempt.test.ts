import { expect, test } from 'vitest'
import {
  type Attempted,
  decideAttempt,
  FAILING_LIMIT_MS
} from '../../../../src-server/features/webhook/decide-attempt.ts'
import type { Answer } from '../../../../src-server/outbound/post.ts'

const NOW_MS = Date.UTC(2026, 4, 1)
const fine: Attempted['endpoint'] = {
  off_reason: null,
  off_at_ms: null,
  failing_since_ms: null,
  problem: null,
  last_delivered_at_ms: null
}
const answered = (status: number, retryAfter?: string): Answer => ({ kind: 'answered', status, retryAfter })
const decide = (answer: Answer, attempts = 0, endpoint = fine, type = 'message.received', chance = 0) =>
  decideAttempt(endpoint, { type, attempts }, answer, NOW_MS, chance)

test.each([200, 201, 202, 204, 299])('[SV3] %d is delivered, and all is well again', (status) => {
  const failing = { ...fine, failing_since_ms: 1, problem: 'It answered 500.' }
  expect(decide(answered(status), 3, failing)).toEqual({
    delivery: {
      state: 'delivered',
      attempts: 4,
      next_at_ms: NOW_MS,
      last_at_ms: NOW_MS,
      settled_at_ms: NOW_MS,
      status,
      problem: null
    },
    endpoint: { ...fine, last_delivered_at_ms: NOW_MS }
  })
})

test.each([199, 301, 302, 307, 400, 401, 404, 429, 500, 503])('[SV3] %d is tried again', (status) => {
  const { delivery, endpoint } = decide(answered(status))
  expect(delivery).toMatchObject({ state: 'waiting', attempts: 1, next_at_ms: NOW_MS + 5000, status })
  expect(delivery.problem).toContain(`${status}`)
  expect(endpoint).toMatchObject({ off_reason: null, failing_since_ms: NOW_MS, problem: delivery.problem })
})

test('[SV3] tries come later each time, over three days, and end', () => {
  let atMs = 0
  const times: number[] = []
  for (let attempts = 0; attempts < 9; attempts++) {
    const { delivery } = decide(answered(500), attempts)
    expect(delivery.state).toBe('waiting')
    atMs += delivery.next_at_ms - NOW_MS
    times.push(atMs)
  }
  expect([...times].sort((a, b) => a - b)).toEqual(times)
  expect(atMs / 3_600_000).toBeGreaterThan(72)
  expect(decide(answered(500), 9).delivery).toMatchObject({ state: 'failed', settled_at_ms: NOW_MS })
  // sent again by hand after that: once
  expect(decide(answered(500), 10).delivery).toMatchObject({ state: 'failed', attempts: 11 })
})

test('[SV3] tries that failed together are spread, by a tenth at most', () => {
  const next = (chance: number) => decide(answered(500), 3, fine, 'message.sent', chance).delivery.next_at_ms
  expect(next(1) - NOW_MS).toBeCloseTo((next(0) - NOW_MS) * 1.1, -1)
})

test('[SV3] Retry-After makes it later, never sooner, and not for ever', () => {
  const next = (header: string, attempts = 0) =>
    decide(answered(503, header), attempts).delivery.next_at_ms - NOW_MS
  expect(next('60')).toBe(60_000)
  expect(next('1')).toBe(5000)
  expect(next('999999999')).toBe(86_400_000)
  expect(next(new Date(NOW_MS + 90_000).toUTCString())).toBe(90_000)
  for (const nonsense of ['soon', '', '-5', 'NaN']) expect(next(nonsense)).toBe(5000)
})

test('[SV3] 410 turns the endpoint off at once', () => {
  expect(decide(answered(410)).endpoint).toMatchObject({ off_reason: 'gone', off_at_ms: NOW_MS })
})

test('[SV3] an endpoint to which nothing gets through for days is turned off, and keeps why', () => {
  const since = (ms: number) => ({ ...fine, failing_since_ms: NOW_MS - ms, problem: 'It answered 500.' })
  expect(decide(answered(500), 3, since(FAILING_LIMIT_MS - 1)).endpoint.off_reason).toBeNull()
  expect(decide(answered(502), 3, since(FAILING_LIMIT_MS)).endpoint).toMatchObject({
    off_reason: 'failing',
    off_at_ms: NOW_MS,
    problem: 'It answered 502.'
  })
})

test('[SV3] one that was turned off meanwhile stays as it is', () => {
  const off = { ...fine, off_reason: 'by-hand', off_at_ms: 5 } as const
  expect(decide(answered(410), 0, off).endpoint).toMatchObject({ off_reason: 'by-hand', off_at_ms: 5 })
})

test('[SV3] a test event is sent once', () => {
  const failed: Answer = { kind: 'failed', problem: 'It refused the connection.' }
  expect(decide(failed, 0, fine, 'webhook.test').delivery).toMatchObject({
    state: 'failed',
    status: null,
    problem: 'It refused the connection.'
  })
})
