import { z } from 'zod'
import { WebhookEventId, WebhookId } from '../../base/ids.ts'
import { TEST_EVENT, WebhookEventType } from './events.ts'

/** Most endpoints of one tenant. */
export const MAX_ENDPOINTS = 20
export const URL_MAX_CHARS = 2000
export const DESCRIPTION_MAX_CHARS = 200
/** Longest time for which a secret that was replaced still signs, in hours. */
const MAX_OLD_SECRET_HOURS = 168

/** Why nothing is sent to an endpoint: an administrator said so, it answered that it is gone, or nothing got through for days. */
export const OffReason = z.enum(['by-hand', 'gone', 'failing'])
export type OffReason = z.infer<typeof OffReason>

/** Where the platform is told of events. Its secret is shown when it is made, and never again. */
export const WebhookEndpoint = z.object({
  id: WebhookId,
  url: z.string(),
  description: z.string(),
  events: z.array(WebhookEventType),
  /** null while events are sent to it */
  off: z.object({ reason: OffReason, atMs: z.number().int() }).nullable(),
  /** until when the secret before this one still signs; null when there is none */
  oldSecretUntilMs: z.number().int().nullable(),
  createdAtMs: z.number().int(),
  lastDeliveredAtMs: z.number().int().nullable(),
  /** since when nothing gets through, and why it did not the last time; null while all is well */
  failing: z.object({ sinceMs: z.number().int(), problem: z.string() }).nullable(),
  /** deliveries that wait for their turn or for the next try */
  waiting: z.number().int()
})
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>

/** What became of one event at one endpoint so far. */
export const WebhookDelivery = z.object({
  eventId: WebhookEventId,
  type: z.union([WebhookEventType, z.literal(TEST_EVENT)]),
  /** `failed`: it was tried for the last time */
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number().int(),
  createdAtMs: z.number().int(),
  lastAttemptAtMs: z.number().int().nullable(),
  /** when it is tried next; null unless it waits */
  nextAttemptAtMs: z.number().int().nullable(),
  /** the status of the last answer; null when there was none */
  status: z.number().int().nullable(),
  /** why the last try failed, as a sentence; null when it did not */
  problem: z.string().nullable()
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

const Url = z.string().trim().min(1).max(URL_MAX_CHARS)
const Description = z.string().trim().max(DESCRIPTION_MAX_CHARS)
const Events = z
  .array(WebhookEventType)
  .min(1, 'choose at least one event')
  .refine((events) => new Set(events).size === events.length, 'name each event once')

export const NewWebhook = z.object({ url: Url, description: Description.default(''), events: Events })
export type NewWebhook = z.infer<typeof NewWebhook>

/** Which endpoint is meant. */
export const WebhookKey = z.object({ webhookId: WebhookId })
/** Which event, at which endpoint. */
export const WebhookEvent = WebhookKey.extend({ eventId: WebhookEventId })

/** What is absent stays as it is. */
export const WebhookEdit = z
  .object({ url: Url, description: Description, events: Events, enabled: z.boolean() })
  .partial()
  .extend(WebhookKey.shape)
export type WebhookEdit = z.infer<typeof WebhookEdit>

export const WebhookRotation = WebhookKey.extend({
  /** for how long the secret before still signs, beside the new one: 0 ends it at once */
  keepOldHours: z.number().int().min(0).max(MAX_OLD_SECRET_HOURS)
})

export const WebhookList = z.object({ endpoints: z.array(WebhookEndpoint) })
/** The only two answers that bear a secret: of making an endpoint, and of replacing its secret. */
export const WebhookWithSecret = z.object({ endpoint: WebhookEndpoint, secret: z.string() })
export const WebhookTest = z.object({ eventId: WebhookEventId })
/** The newest deliveries, newest first. */
export const WebhookDeliveries = z.object({ deliveries: z.array(WebhookDelivery) })
