import { PartnerId } from '#shared/base/ids.ts'
import { PARTNER_ROLE, partnerEntity } from '#shared/features/partner/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import type { SnapshotSource } from '../../gateway/snapshot-source.ts'
import { toPartner } from './rows.ts'

/** The partners; for those who may not see them there are none. */
export const partnerSnapshot: SnapshotSource = {
  entity: partnerEntity.name,
  async count(db, { tenantId, role }) {
    if (!includesRole(role, PARTNER_ROLE)) return 0
    const { n } = await db
      .selectFrom('partners')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId, role }, after, limit) {
    const key = PartnerId.optional().safeParse(after)
    if (!key.success) return null
    if (!includesRole(role, PARTNER_ROLE)) return { rows: [], next: null }
    let query = db
      .selectFrom('partners')
      .select(['body', 'version'])
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .limit(limit)
    if (key.data !== undefined) query = query.where('id', '>', key.data)
    const rows = (await query.execute()).map(toPartner)
    return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  }
}
