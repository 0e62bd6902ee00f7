import type { TenantId } from '#shared/base/ids.ts'
import type { Identity } from '#shared/features/session/entities.ts'

/** Access tokens of the simulation: each works until it is taken back. */
export class TokenBook {
  readonly #valid = new Map<string, { tenantId: TenantId; sessionId: string }>()
  #count = 0

  issue({ tenantId, userId }: Identity): string {
    const token = `token-${++this.#count}`
    this.#valid.set(token, { tenantId, sessionId: `session-${userId}` })
    return token
  }

  expire(token: string): void {
    this.#valid.delete(token)
  }

  valid(token: string) {
    return this.#valid.get(token)
  }
}
