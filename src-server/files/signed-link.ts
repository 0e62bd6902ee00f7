import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { ConversationId, EngagementId, RequestId, ResponseId, TenantId, UserId } from '#shared/base/ids.ts'

/** What an address of a file is good for: this object, as a file of this conversation, engagement, response or request, of this tenant. */
const Target = z.object({
  tenantId: TenantId,
  conversationId: z.union([ConversationId, EngagementId, ResponseId, RequestId]),
  blobId: z.string(),
  /** who asked, where the file is for some people only: they must still be among them when they come */
  userId: UserId.optional()
})
export type Target = z.infer<typeof Target>

const Signed = Target.extend({ expiresAtMs: z.number().int() })

/** How long an address works, in milliseconds. */
const LINK_LIFE_MS = 5 * 60_000

/** Signs and reads addresses of files. The key is derived, so that no other token of the server passes for one. */
export function createLinkSigner(secret: Uint8Array) {
  const key = createHmac('sha256', secret).update('file links').digest()
  const macOf = (payload: string) => createHmac('sha256', key).update(payload).digest()
  return {
    sign(target: Target, nowMs: number): { token: string; expiresAtMs: number } {
      const expiresAtMs = nowMs + LINK_LIFE_MS
      const payload = Buffer.from(JSON.stringify({ ...target, expiresAtMs })).toString('base64url')
      return { token: `${payload}.${macOf(payload).toString('base64url')}`, expiresAtMs }
    },
    /** What a token is good for now; null when it is not ours, or too old. */
    read(token: string, nowMs: number): Target | null {
      const [payload = '', mac = ''] = token.split('.')
      const given = Buffer.from(mac, 'base64url')
      const right = macOf(payload)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      const { expiresAtMs, ...target } = Signed.parse(
        JSON.parse(Buffer.from(payload, 'base64url').toString())
      )
      return nowMs < expiresAtMs ? target : null
    }
  }
}

export type LinkSigner = ReturnType<typeof createLinkSigner>
