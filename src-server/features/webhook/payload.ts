import { z } from 'zod'
import {
  ChannelId,
  ConversationId,
  EngagementId,
  FollowerId,
  MessageId,
  PartnerId,
  RequestId,
  TenantId,
  UserId,
  WebhookEventId,
  WebhookId
} from '#shared/base/ids.ts'
import { Outcome } from '#shared/features/approval/entities.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import { EngagementType } from '#shared/features/engagement/content.ts'
import { TEST_EVENT } from '#shared/features/webhook/events.ts'

/** Grows when a receiver that reads the former one could misread this one; new fields and new events do not. */
const PAYLOAD_VERSION = 1

const at = z.number().int()
const chat = { conversationId: ConversationId, channelId: ChannelId, followerId: FollowerId }
const message = {
  messageId: MessageId,
  ...chat,
  position: z.number().int(),
  text: z.string(),
  attachments: z.array(Attachment),
  sentAtMs: at
}
const engagement = {
  messageId: MessageId,
  engagementId: EngagementId,
  ...chat,
  engagementType: EngagementType,
  title: z.string(),
  sentById: UserId,
  sentAtMs: at
}
const request = {
  requestId: RequestId,
  kind: z.string(),
  title: z.string(),
  partnerId: PartnerId,
  partnerName: z.string()
}

/** What is told of each event. */
const DATA = {
  'message.received': z.strictObject(message),
  'message.sent': z.strictObject({ ...message, authorId: UserId, engagementId: EngagementId.nullable() }),
  'chat.finished': z.strictObject({ ...chat, finishedById: UserId, finishedAtMs: at }),
  'engagement.sent': z.strictObject(engagement),
  'engagement.opened': z.strictObject({ ...engagement, openedAtMs: at }),
  'engagement.redeemed': z.strictObject({ ...engagement, redeemedAtMs: at }),
  'request.decided': z.strictObject({
    ...request,
    outcome: Outcome,
    reason: z.string().nullable(),
    decidedById: UserId,
    decidedByName: z.string(),
    decidedAtMs: at
  }),
  'request.withdrawn': z.strictObject({ ...request, withdrawnAtMs: at }),
  [TEST_EVENT]: z.strictObject({ endpointId: WebhookId })
} as const

export type PayloadType = keyof typeof DATA
/** An event with what is told of it. */
export type Told = { [Type in PayloadType]: { type: Type; data: z.infer<(typeof DATA)[Type]> } }[PayloadType]

const head = {
  id: WebhookEventId,
  version: z.literal(PAYLOAD_VERSION),
  tenantId: TenantId,
  /** when it happened, ISO 8601 */
  timestamp: z.iso.datetime()
}

function payloadOf<Type extends PayloadType>(type: Type) {
  return z.strictObject({ ...head, type: z.literal(type), data: DATA[type] })
}

/** The body of a request to an endpoint. */
export const WebhookPayload = z.discriminatedUnion('type', [
  payloadOf('message.received'),
  payloadOf('message.sent'),
  payloadOf('chat.finished'),
  payloadOf('engagement.sent'),
  payloadOf('engagement.opened'),
  payloadOf('engagement.redeemed'),
  payloadOf('request.decided'),
  payloadOf('request.withdrawn'),
  payloadOf(TEST_EVENT)
])
export type WebhookPayload = z.infer<typeof WebhookPayload>

/** The body as it is kept, signed and sent, byte for byte. */
export function writePayload(
  told: Told,
  { id, tenantId, atMs }: { id: WebhookEventId; tenantId: TenantId; atMs: number }
): string {
  const timestamp = new Date(atMs).toISOString()
  return JSON.stringify({
    id,
    type: told.type,
    version: PAYLOAD_VERSION,
    tenantId,
    timestamp,
    data: told.data
  })
}
