import type { Role } from './entities.ts'

const RANK = { agent: 0, lead: 1, admin: 2 } as const

/** Whether a role includes the rights of another: an admin is a lead, a lead is an agent. */
export function includesRole(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed]
}
