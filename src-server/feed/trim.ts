import type { TenantId } from '#shared/base/ids.ts'
import type { Tx } from '../storage/storage.ts'

/** How long a Change can be pulled, in milliseconds: 90 days. An older Cursor is told to fetch a Snapshot. */
export const CHANGE_LIFE_MS = 90 * 86_400_000

/** Most rows looked at in one transaction, so that writers wait only shortly. */
const ROWS_PER_TURN = 2000

/**
 * Forgets the oldest Changes of a tenant that were made before `beforeMs`, and raises the floor of the feed to the last
 * seq that is gone. Answers whether there may be more to forget.
 */
export async function trimFeed(tx: Tx, tenantId: TenantId, beforeMs: number): Promise<boolean> {
  const oldest = await tx
    .selectFrom('changes')
    .select(['seq', 'created_at_ms'])
    .where('tenant_id', '=', tenantId)
    .orderBy('seq')
    .orderBy('item')
    .limit(ROWS_PER_TURN)
    .execute()
  const kept = oldest.findIndex((change) => change.created_at_ms >= beforeMs)
  const last = kept === -1 ? oldest.at(-1) : oldest[kept - 1]
  if (!last) return false
  await tx.deleteFrom('changes').where('tenant_id', '=', tenantId).where('seq', '<=', last.seq).execute()
  await tx
    .updateTable('tenants')
    .set({ floor_seq: last.seq })
    .where('id', '=', tenantId)
    .where('floor_seq', '<', last.seq)
    .execute()
  return kept === -1
}
