import { createHmac } from 'node:crypto'
import type { WebhookEventId } from '#shared/base/ids.ts'
import type { RoomTools } from '../../gateway/room.ts'

const PREFIX = 'whsec_'
const SECRET_BYTES = 32

/** A secret as Standard Webhooks writes it: base64 of random bytes behind a prefix. */
export function makeSecret(randomBytes: RoomTools['randomBytes']): string {
  return PREFIX + Buffer.from(randomBytes(SECRET_BYTES)).toString('base64')
}

/**
 * The headers of Standard Webhooks 1.0.0 ("Signature scheme", symmetric): HMAC-SHA256 over `id.seconds.body`, one signature for each
 * secret, the newest first.
 */
export function signedHeaders(
  event: { id: WebhookEventId; body: string },
  secrets: readonly string[],
  nowMs: number
): Record<string, string> {
  const seconds = Math.floor(nowMs / 1000)
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${event.id}.${seconds}.${event.body}`).digest('base64')}`
  })
  return {
    'webhook-id': event.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' ')
  }
}
