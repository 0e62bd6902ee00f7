import type { TenantId } from '#shared/base/ids.ts'
import { EngagementType } from '#shared/features/engagement/content.ts'
import type { Partner } from '#shared/features/partner/entities.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { partnerRows } from '../partner/rows.ts'

/** Every partner of a tenant: there are hundreds, and what is asked for stands within them. */
export async function allPartners(db: ReadTx, tenantId: TenantId): Promise<Partner[]> {
  return await partnerRows.all(db, tenantId)
}

/** What the package of the partner whose channel has this slug lets it send; null for every type. */
export async function typesOfPartners(
  db: ReadTx,
  tenantId: TenantId,
  slug: string
): Promise<EngagementType[] | null> {
  for (const { channels, terms } of await allPartners(db, tenantId)) {
    if (terms && channels.some((channel) => channel.slug === slug)) {
      return EngagementType.options.filter((type) => terms.engagementTypes.includes(type))
    }
  }
  return null
}
