import { z } from 'zod'
import { TenantId, UserId } from '../../base/ids.ts'
import { defineEntity } from '../../sync/change.ts'

/** agent: help desk; lead: agent + partner management + channel settings; admin: lead + users and the engagement catalogue. */
export const Role = z.enum(['agent', 'lead', 'admin'])
export type Role = z.infer<typeof Role>

/** A colleague, as everyone in the tenant may see them. */
export const User = z.object({
  id: UserId,
  name: z.string().max(200),
  role: Role,
  active: z.boolean(),
  version: z.number().int()
})
export type User = z.infer<typeof User>

export const userEntity = defineEntity({
  name: 'user',
  row: User,
  id: (row) => row.id,
  version: (row) => row.version
})

/** Who is signed in: the one source of tenant and actor. */
export const Identity = z.object({
  tenantId: TenantId,
  tenantName: z.string(),
  userId: UserId,
  name: z.string(),
  email: z.string(),
  role: Role
})
export type Identity = z.infer<typeof Identity>
