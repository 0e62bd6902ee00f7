import type { Role } from '#shared/features/session/entities.ts'

/** What a role is called on screen. */
export const ROLE_WORDS: Record<Role, string> = {
  agent: 'Agent',
  lead: 'Team lead',
  admin: 'Administrator'
}
