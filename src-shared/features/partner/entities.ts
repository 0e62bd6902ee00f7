import { z } from 'zod'
import { PartnerId } from '../../base/ids.ts'
import { defineEntity } from '../../sync/change.ts'
import type { Role } from '../session/entities.ts'

/** A company whose channels run on the platform. */
export const Partner = z.object({
  id: PartnerId,
  name: z.string().max(200),
  status: z.enum(['active', 'new', 'suspended', 'expired']),
  packageName: z.string().max(200).nullable(),
  /** the current invoice in the tenant's billing system */
  invoiceId: z.string().max(100).nullable(),
  contactName: z.string().max(200),
  email: z.string().max(320),
  phone: z.string().max(60),
  website: z.string().max(500),
  channels: z.array(
    z.object({ name: z.string().max(200), slug: z.string().max(100), followers: z.number().int() })
  ),
  createdAtMs: z.number().int(),
  version: z.number().int()
})
export type Partner = z.infer<typeof Partner>

/** The least role that may see partners. */
export const PARTNER_ROLE: Role = 'lead'

export const partnerEntity = defineEntity({
  name: 'partner',
  row: Partner,
  id: (row) => row.id,
  version: (row) => row.version
})
