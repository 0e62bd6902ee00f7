import type { UserId } from '#shared/base/ids.ts'
import type { Role, User } from '#shared/features/session/entities.ts'
import type { RejectionDetail } from '#shared/sync/receipt.ts'

/** What becomes of a wish to change a colleague; `same` says that it is so already. */
export type UserVerdict =
  | { kind: 'changed'; user: User }
  | { kind: 'same' }
  | { kind: 'rejected'; code: 'not_found' | 'forbidden'; detail: RejectionDetail }

/** Nobody changes their own access, so no administrator loses it by a slip. */
const OWN: UserVerdict = {
  kind: 'rejected',
  code: 'forbidden',
  detail: { message: 'nobody changes their own access' }
}

/** An operator of the server is nobody's colleague, and two administrators may be shut out one after the other. */
const LAST: UserVerdict = {
  kind: 'rejected',
  code: 'forbidden',
  detail: { message: 'a company keeps one administrator' }
}

/** Decides a change of a colleague's role, or of whether they may sign in. `otherAdmins`: how many administrators may sign in beside them. */
export function decideUser(
  user: User | undefined,
  actorId: UserId,
  wanted: { role?: Role; active?: boolean },
  otherAdmins: number
): UserVerdict {
  if (!user) return { kind: 'rejected', code: 'not_found', detail: {} }
  if (user.id === actorId) return OWN
  const next = { ...user, ...wanted }
  if (next.role === user.role && next.active === user.active) return { kind: 'same' }
  if (isAdmin(user) && !isAdmin(next) && otherAdmins === 0) return LAST
  return { kind: 'changed', user: { ...next, version: user.version + 1 } }
}

function isAdmin({ role, active }: Pick<User, 'role' | 'active'>): boolean {
  return role === 'admin' && active
}
