import { z } from 'zod'
import { PartnerId, RequestId } from '../../base/ids.ts'
import { defineEntity } from '../../sync/change.ts'
import { EngagementType } from '../engagement/content.ts'
import type { Role } from '../session/entities.ts'

/** What a package lets a partner do. */
export const PackageTerms = z.object({
  channels: z.number().int().nonnegative(),
  /** `coupon`, `promo`: the types that the partner may send */
  engagementTypes: z.array(EngagementType).max(20),
  /** how many may be active at a time */
  activeEngagements: z.number().int().nonnegative()
})
export type PackageTerms = z.infer<typeof PackageTerms>

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
  /** null when the platform does not say what the package holds */
  terms: PackageTerms.nullable().default(null),
  /** how many are active now, as the platform says */
  activeEngagements: z.number().int().nonnegative().default(0),
  addOns: z
    .array(
      z.object({
        requestId: RequestId,
        name: z.string().max(200),
        price: z.object({ minor: z.number().int(), currency: z.string().length(3) })
      })
    )
    .default([]),
  /** bought and not yet set aside for an ad */
  impressions: z.number().int().nonnegative().default(0),
  broadcasts: z
    .array(
      z.object({
        requestId: RequestId,
        title: z.string().max(200),
        type: z.string().max(40),
        startsAtMs: z.number().int()
      })
    )
    .default([]),
  ads: z
    .array(
      z.object({
        requestId: RequestId,
        headline: z.string().max(200),
        impressions: z.number().int(),
        startsAtMs: z.number().int(),
        endsAtMs: z.number().int()
      })
    )
    .default([]),
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
