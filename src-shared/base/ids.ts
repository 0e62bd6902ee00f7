import { z } from 'zod'

/** Ids are opaque strings of 1-64 URL-safe characters; clients mint UUIDv7, which is never an order or an authority. */
const opaque = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'an id is 1-64 letters, digits, - or _')

export const TenantId = opaque.brand('TenantId')
export type TenantId = z.infer<typeof TenantId>
export const UserId = opaque.brand('UserId')
export type UserId = z.infer<typeof UserId>
export const DeviceId = opaque.brand('DeviceId')
export type DeviceId = z.infer<typeof DeviceId>
export const OpId = opaque.brand('OpId')
export type OpId = z.infer<typeof OpId>
export const ChannelId = opaque.brand('ChannelId')
export type ChannelId = z.infer<typeof ChannelId>
export const FollowerId = opaque.brand('FollowerId')
export type FollowerId = z.infer<typeof FollowerId>
export const ConversationId = opaque.brand('ConversationId')
export type ConversationId = z.infer<typeof ConversationId>
export const MessageId = opaque.brand('MessageId')
export type MessageId = z.infer<typeof MessageId>
export const NoteId = opaque.brand('NoteId')
export type NoteId = z.infer<typeof NoteId>
export const CategoryId = opaque.brand('CategoryId')
export type CategoryId = z.infer<typeof CategoryId>
export const ResponseId = opaque.brand('ResponseId')
export type ResponseId = z.infer<typeof ResponseId>
export const EngagementId = opaque.brand('EngagementId')
export type EngagementId = z.infer<typeof EngagementId>

export const PartnerId = opaque.brand('PartnerId')
export type PartnerId = z.infer<typeof PartnerId>
export const RequestId = opaque.brand('RequestId')
export type RequestId = z.infer<typeof RequestId>

export const StepId = opaque.brand('StepId')
export type StepId = z.infer<typeof StepId>
export const WebhookId = opaque.brand('WebhookId')
export type WebhookId = z.infer<typeof WebhookId>
export const WebhookEventId = opaque.brand('WebhookEventId')
export type WebhookEventId = z.infer<typeof WebhookEventId>

/** Fills a buffer with random bytes; `crypto.getRandomValues` in production, seeded in a simulation. */
export type RandomBytes = (length: number) => Uint8Array

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * A UUID version 7 (RFC 9562, 5.7): 48 bits of Unix time in milliseconds, then random bits.
 * @param nowMs Unix time in milliseconds
 */
export function uuidv7(nowMs: number, randomBytes: RandomBytes): string {
  const bytes = randomBytes(16)
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  let id = ''
  for (let at = 0; at < 16; at++) {
    if (at === 4 || at === 6 || at === 8 || at === 10) id += '-'
    id += HEX[bytes[at] ?? 0]
  }
  return id
}

/** Mints ids; an argument wherever ids are made. */
export type MintId = () => string
