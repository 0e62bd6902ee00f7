import type { TenantId } from '#shared/base/ids.ts'
import type { Partner } from '#shared/features/partner/entities.ts'
import type { DraftChange } from '../../feed/append.ts'
import type { Tx } from '../../storage/storage.ts'
import { channelChanged } from '../conversation/changes.ts'
import { toChannel } from '../conversation/rows.ts'

/**
 * Lets the channels of a partner send what the package holds, and no more: agents see it at once. A package of which nothing is
 * known allows what was allowed before.
 */
export async function allowTypes(
  tx: Tx,
  tenantId: TenantId,
  { terms, channels }: Pick<Partner, 'terms' | 'channels'>
): Promise<DraftChange[]> {
  if (terms === null || channels.length === 0) return []
  const engagement_types = JSON.stringify(terms.engagementTypes)
  const slugs = channels.map(({ slug }) => slug)
  const changed = await tx
    .updateTable('channels')
    .set((eb) => ({ engagement_types, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('slug', 'in', slugs)
    .where((eb) =>
      eb.or([eb('engagement_types', 'is', null), eb('engagement_types', '!=', engagement_types)])
    )
    .returningAll()
    .execute()
  return changed.map((row) => channelChanged(toChannel(row)))
}
