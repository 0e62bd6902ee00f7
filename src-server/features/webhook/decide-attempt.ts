import { TEST_EVENT } from '#shared/features/webhook/events.ts'
import type { Answer } from '../../outbound/post.ts'
import type { WebhookDeliveriesTable, WebhookEndpointsTable } from '../../storage/schema.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** How long after each failed try the next one comes: over three days, as Standard Webhooks proposes. */
const RETRIES_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS
] as const

/** Nothing got through for so long: the endpoint is turned off. */
export const FAILING_LIMIT_MS = 5 * 24 * HOUR_MS
/** Most that a receiver may ask for by `Retry-After`. */
const RETRY_AFTER_MAX_MS = 24 * HOUR_MS
const JITTER = 0.1

/** What an attempt makes of its delivery and of its endpoint. */
export interface Attempted {
  delivery: Pick<
    WebhookDeliveriesTable,
    'state' | 'attempts' | 'next_at_ms' | 'last_at_ms' | 'settled_at_ms' | 'status' | 'problem'
  >
  endpoint: Pick<
    WebhookEndpointsTable,
    'off_reason' | 'off_at_ms' | 'failing_since_ms' | 'problem' | 'last_delivered_at_ms'
  >
}

/**
 * Decides what an answer means: 2xx is delivered, 410 turns the endpoint off, all else is tried again, later each time.
 * @param chance from 0 to 1: spreads tries that failed together
 */
export function decideAttempt(
  endpoint: Attempted['endpoint'],
  delivery: Pick<WebhookDeliveriesTable, 'type' | 'attempts'>,
  answer: Answer,
  nowMs: number,
  chance: number
): Attempted {
  const attempts = delivery.attempts + 1
  const status = answer.kind === 'answered' ? answer.status : null
  const tried = { attempts, next_at_ms: nowMs, last_at_ms: nowMs, status }
  if (status !== null && status >= 200 && status < 300) {
    return {
      delivery: { ...tried, state: 'delivered', settled_at_ms: nowMs, problem: null },
      endpoint: { ...endpoint, failing_since_ms: null, problem: null, last_delivered_at_ms: nowMs }
    }
  }
  const problem = answer.kind === 'failed' ? answer.problem : problemOf(answer.status)
  const failing_since_ms = endpoint.failing_since_ms ?? nowMs
  const failing = { ...endpoint, failing_since_ms, problem }
  const off = status === 410 ? 'gone' : nowMs - failing_since_ms >= FAILING_LIMIT_MS ? 'failing' : null
  const waitMs = delivery.type === TEST_EVENT ? undefined : RETRIES_MS[attempts - 1]
  const asked = answer.kind === 'answered' ? retryAfterMs(answer.retryAfter, nowMs) : 0
  return {
    delivery:
      waitMs === undefined
        ? { ...tried, state: 'failed', settled_at_ms: nowMs, problem }
        : {
            ...tried,
            state: 'waiting',
            next_at_ms: nowMs + Math.max(asked, Math.round(waitMs * (1 + JITTER * chance))),
            settled_at_ms: null,
            problem
          },
    // one that was turned off meanwhile stays as it is
    endpoint:
      off === null || endpoint.off_reason !== null
        ? failing
        : { ...failing, off_reason: off, off_at_ms: nowMs }
  }
}

function problemOf(status: number): string {
  if (status >= 300 && status < 400) return `It answered ${status}: redirects are not followed.`
  if (status === 410) return 'It answered 410: it wants no more events.'
  return `It answered ${status}.`
}

/** `Retry-After` in milliseconds from now: seconds or a date (RFC 9110, 10.2.3); 0 when it says neither. */
function retryAfterMs(header: string | undefined, nowMs: number): number {
  if (header === undefined) return 0
  const wanted = /^\d+$/.test(header) ? Number(header) * SECOND_MS : Date.parse(header) - nowMs
  return Number.isFinite(wanted) ? Math.min(RETRY_AFTER_MAX_MS, Math.max(0, wanted)) : 0
}
