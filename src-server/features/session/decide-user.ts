import type { UserId } from '#shared/base/ids.ts'
import type { Role, User } from '#shared/features/session/entities.ts'
import type { RejectionDetail } from '#shared/sync/receipt.ts'

/** What becomes of a wish to change a colleague; `same` says that it is so already. */
export type UserVerdict =
  | { kind: 'changed'; user: User }
  | { kind: 'same' }
  | { kind: 'rejected'; code: 'not_found' | 'forbidden'; detail: RejectionDetail }

/** Nobody changes their own access: so no tenant loses its last administrator. */
const OWN: UserVerdict = {
  kind: 'rejected',
  code: 'forbidden',
  detail: { message: 'nobody changes their own access' }
}

/** Decides a change of a colleague's role, or of whether they may sign in. */
export function decideUser(
  user: User | undefined,
  actorId: UserId,
  wanted: { role?: Role; active?: boolean }
): UserVerdict {
  if (!user) return { kind: 'rejected', code: 'not_found', detail: {} }
  if (user.id === actorId) return OWN
  const next = { ...user, ...wanted }
  if (next.role === user.role && next.active === user.active) return { kind: 'same' }
  return { kind: 'changed', user: { ...next, version: user.version + 1 } }
}
