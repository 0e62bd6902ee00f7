import type { WebhookEventId } from '#shared/base/ids.ts'
import { every } from '../../gateway/every.ts'
import type { RoomTools } from '../../gateway/room.ts'
import { type Answer, post } from '../../outbound/post.ts'
import { judgeTarget, type OutboundPolicy } from '../../outbound/target.ts'
import type { WebhookEndpointsTable } from '../../storage/schema.ts'
import { decideAttempt } from './decide-attempt.ts'
import { createFanOut } from './fan-out.ts'
import {
  bodyOf,
  deliveryById,
  dueEndpoints,
  dueEvents,
  type EndpointKey,
  endpointById,
  updateDelivery,
  updateEndpoint
} from './repository.ts'
import { signedHeaders } from './sign.ts'

/** How often the queue is looked at when nothing calls for it, in milliseconds. */
const LOOK_MS = 1000
/** How long after a commit, so that a burst is looked at once. */
const SOON_MS = 50
/** How long a receiver may take. */
const TIMEOUT_MS = 15_000
/** How long an event is left alone whose outcome could not be written: it is sent again after that, and not in a circle. */
const UNWRITTEN_MS = 60_000

/** Requests on their way at once: in all, to one endpoint, and to one to which nothing gets through. */
const MOST_IN_ALL = 64
const MOST_TO_ONE = 4
const MOST_TO_FAILING = 1

type Tools = Pick<RoomTools, 'storage' | 'feed' | 'clock' | 'log' | 'mintId' | 'randomBytes'>

/** Carries deliveries out until it is stopped. */
export interface Delivering {
  /** looks at the queue now */
  wake(): void
  /** Breaks off what is on its way; it goes out again at the next start. */
  stop(): Promise<void>
}

export function startDelivering(
  tools: Tools,
  policy: OutboundPolicy,
  timeoutMs: number = TIMEOUT_MS
): Delivering {
  const { storage, feed, clock, log } = tools
  const fanOut = createFanOut(tools)
  const stopping = new AbortController()
  /** what is on its way, by endpoint */
  const underWay = new Map<string, Set<WebhookEventId>>()
  const attempts = new Set<Promise<void>>()
  let round: Promise<void> | null = null
  let again = false

  function wake(): void {
    if (stopping.signal.aborted) return
    if (round) {
      again = true
      return
    }
    again = false
    round = look()
      .catch((error: unknown) => log.warn({ err: error }, 'webhooks could not be looked at'))
      .finally(() => {
        round = null
        if (again) wake()
      })
  }

  async function look(): Promise<void> {
    await fanOut.run()
    const due = await storage.read((db) => dueEndpoints(db, clock.nowMs()))
    // those that wait for fewest answers first, so that none is kept waiting by the others
    due.sort((a, b) => onWayTo(a).size - onWayTo(b).size)
    for (const endpoint of due) {
      const busy = onWayTo(endpoint)
      const most = endpoint.failing_since_ms === null ? MOST_TO_ONE : MOST_TO_FAILING
      const free = Math.min(most - busy.size, MOST_IN_ALL - totalOnWay())
      if (free <= 0) continue
      const key = keyOf(endpoint)
      const events = await storage.read((db) => dueEvents(db, key, clock.nowMs(), free + busy.size))
      for (const event of events.filter((id) => !busy.has(id)).slice(0, free)) begin(key, busy, event)
    }
  }

  function begin(key: EndpointKey, busy: Set<WebhookEventId>, event: WebhookEventId): void {
    busy.add(event)
    const release = () => {
      busy.delete(event)
      wake()
    }
    const attempt = attemptOne(tools, policy, key, event, timeoutMs, stopping.signal)
      .then(release, (error: unknown) => {
        log.warn({ err: error, event, webhook: key.webhookId }, 'a webhook could not be noted')
        clock.after(UNWRITTEN_MS, release)
      })
      .finally(() => attempts.delete(attempt))
    attempts.add(attempt)
  }

  function onWayTo({ tenant_id, id }: WebhookEndpointsTable): Set<WebhookEventId> {
    const name = `${tenant_id} ${id}`
    const known = underWay.get(name) ?? new Set()
    underWay.set(name, known)
    return known
  }

  function totalOnWay(): number {
    return [...underWay.values()].reduce((sum, { size }) => sum + size, 0)
  }

  let soon: (() => void) | null = null
  const stopListening = feed.onCommit(() => {
    soon ??= clock.after(SOON_MS, () => {
      soon = null
      wake()
    })
  })
  const stopLooking = every(clock, LOOK_MS, async () => wake(), log)
  wake()

  return {
    wake,
    async stop() {
      stopListening()
      stopLooking()
      soon?.()
      stopping.abort()
      await round
      await Promise.all(attempts)
    }
  }
}

function keyOf({ tenant_id, id }: WebhookEndpointsTable): EndpointKey {
  return { tenantId: tenant_id, webhookId: id }
}

/** One request, and what it means, written together. Throws when that could not be written. */
async function attemptOne(
  { storage, clock, log, randomBytes }: Tools,
  policy: OutboundPolicy,
  key: EndpointKey,
  eventId: WebhookEventId,
  timeoutMs: number,
  signal: AbortSignal
): Promise<void> {
  const found = await storage.read(async (db) => ({
    endpoint: await endpointById(db, key),
    body: await bodyOf(db, key.tenantId, eventId)
  }))
  const { endpoint, body } = found
  // removed or turned off meanwhile
  if (!endpoint || body === null || endpoint.off_reason !== null) return
  const startedMs = clock.nowMs()
  const answer = await send(endpoint, { id: eventId, body }, policy, { timeoutMs, signal, nowMs: startedMs })
  if (signal.aborted && answer.kind === 'failed') return
  const chance = (randomBytes(1)[0] ?? 0) / 255
  const nowMs = clock.nowMs()
  const state = await storage.transact(async (tx) => {
    const current = await endpointById(tx, key)
    const delivery = await deliveryById(tx, key, eventId)
    if (!current || !delivery) return 'removed'
    const { off_reason, off_at_ms, failing_since_ms, problem, last_delivered_at_ms } = current
    const before = { off_reason, off_at_ms, failing_since_ms, problem, last_delivered_at_ms }
    const after = decideAttempt(before, delivery, answer, nowMs, chance)
    await updateDelivery(tx, key, eventId, after.delivery)
    await updateEndpoint(tx, key, after.endpoint)
    return after.delivery.state
  })
  const status = answer.kind === 'answered' ? answer.status : null
  log.info(
    { event: eventId, webhook: key.webhookId, state, status, ms: nowMs - startedMs },
    'a webhook was tried'
  )
}

async function send(
  endpoint: WebhookEndpointsTable,
  event: { id: WebhookEventId; body: string },
  policy: OutboundPolicy,
  { timeoutMs, signal, nowMs }: { timeoutMs: number; signal: AbortSignal; nowMs: number }
): Promise<Answer> {
  const target = await Promise.race([judgeTarget(endpoint.url, policy), brokenOff(signal)])
  if (!target.ok) return { kind: 'failed', problem: target.error }
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Octopus-Desk-Webhooks/1',
    ...signedHeaders(event, secretsOf(endpoint, nowMs), nowMs)
  }
  return await post(target.value, { headers, body: event.body, timeoutMs, signal })
}

/** The server stops: whoever waits for a name server waits no longer. */
function brokenOff(signal: AbortSignal): Promise<{ ok: false; error: string }> {
  const verdict = { ok: false, error: 'The server stopped.' } as const
  return new Promise((resolve) => {
    if (signal.aborted) resolve(verdict)
    else signal.addEventListener('abort', () => resolve(verdict), { once: true })
  })
}

/** What signs now, the newest first. */
function secretsOf(
  { secret, old_secret, old_secret_until_ms }: WebhookEndpointsTable,
  nowMs: number
): string[] {
  return old_secret !== null && (old_secret_until_ms ?? 0) > nowMs ? [secret, old_secret] : [secret]
}
