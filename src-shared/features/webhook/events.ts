import { z } from 'zod'

/** Every event that an endpoint can ask for, as it is called in a payload and in words. */
export const WEBHOOK_EVENTS = [
  { type: 'message.received', label: 'A follower wrote' },
  { type: 'message.sent', label: 'An agent answered' },
  { type: 'chat.finished', label: 'A chat was finished' },
  { type: 'engagement.sent', label: 'An engagement was sent' },
  { type: 'engagement.opened', label: 'A follower opened an engagement' },
  { type: 'engagement.redeemed', label: 'A follower redeemed an engagement' },
  { type: 'request.decided', label: 'A request of a partner was approved or rejected' },
  { type: 'request.withdrawn', label: 'A partner took a request back' }
] as const

export const WebhookEventType = z.enum(WEBHOOK_EVENTS.map(({ type }) => type))
export type WebhookEventType = z.infer<typeof WebhookEventType>

/** What an administrator sends to try an endpoint; no endpoint asks for it. */
export const TEST_EVENT = 'webhook.test'
