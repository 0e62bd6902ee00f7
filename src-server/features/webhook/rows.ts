import { z } from 'zod'
import { WebhookDelivery, type WebhookEndpoint } from '#shared/features/webhook/endpoints.ts'
import { WebhookEventType } from '#shared/features/webhook/events.ts'
import type { WebhookDeliveriesTable, WebhookEndpointsTable } from '../../storage/schema.ts'

const Events = z.array(WebhookEventType)

/** The events that an endpoint is told of; the table keeps them as JSON. */
export function eventsOf({ events }: Pick<WebhookEndpointsTable, 'events'>): WebhookEventType[] {
  return Events.parse(JSON.parse(events))
}

/** An endpoint as an administrator sees it: without its secrets. */
export function toEndpoint(row: WebhookEndpointsTable, waiting: number, nowMs: number): WebhookEndpoint {
  const { id, url, description, off_reason, off_at_ms, failing_since_ms, problem } = row
  const isOldValid = row.old_secret_until_ms !== null && row.old_secret_until_ms > nowMs
  return {
    id,
    url,
    description,
    events: eventsOf(row),
    off: off_reason !== null && off_at_ms !== null ? { reason: off_reason, atMs: off_at_ms } : null,
    oldSecretUntilMs: isOldValid ? row.old_secret_until_ms : null,
    createdAtMs: row.created_at_ms,
    lastDeliveredAtMs: row.last_delivered_at_ms,
    failing: failing_since_ms !== null && problem !== null ? { sinceMs: failing_since_ms, problem } : null,
    waiting
  }
}

export function toDelivery(row: WebhookDeliveriesTable): WebhookDelivery {
  return WebhookDelivery.parse({
    eventId: row.event_id,
    type: row.type,
    state: row.state,
    attempts: row.attempts,
    createdAtMs: row.created_at_ms,
    lastAttemptAtMs: row.last_at_ms,
    nextAttemptAtMs: row.state === 'waiting' ? row.next_at_ms : null,
    status: row.status,
    problem: row.problem
  })
}
