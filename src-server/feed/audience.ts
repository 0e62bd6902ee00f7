import type { UserId } from '#shared/base/ids.ts'
import { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'

/** Who may receive a Change: everyone in the tenant, one user, those whose role includes a role, or one user with such a role. */
export type Audience = 'everyone' | { userId: UserId; role?: Role } | { role: Role }

/** The audience as the feed's table keeps it. */
export function audienceKey(audience: Audience): string {
  if (audience === 'everyone') return audience
  if (!('userId' in audience)) return `role:${audience.role}`
  const { userId, role } = audience
  return role === undefined ? `user:${userId}` : `user:${userId}/role:${role}`
}

/** Every key under which a user receives Changes. */
export function audienceKeysOf(user: { userId: UserId; role: Role }): string[] {
  const roles = Role.options.filter((role) => includesRole(user.role, role))
  return [
    'everyone',
    `user:${user.userId}`,
    ...roles.flatMap((role) => [`role:${role}`, `user:${user.userId}/role:${role}`])
  ]
}
