import { RequestId } from '#shared/base/ids.ts'
import { requestEntity } from '#shared/features/approval/entities.ts'
import { PARTNER_ROLE } from '#shared/features/partner/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import type { SnapshotSource } from '../../gateway/snapshot-source.ts'
import { toRequest } from './rows.ts'

/** The requests; for those who may not see them there are none. */
export const requestSnapshot: SnapshotSource = {
  entity: requestEntity.name,
  async count(db, { tenantId, role }) {
    if (!includesRole(role, PARTNER_ROLE)) return 0
    const { n } = await db
      .selectFrom('requests')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId, role }, after, limit) {
    const key = RequestId.optional().safeParse(after)
    if (!key.success) return null
    if (!includesRole(role, PARTNER_ROLE)) return { rows: [], next: null }
    let query = db
      .selectFrom('requests')
      .select(['body', 'version'])
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .limit(limit)
    if (key.data !== undefined) query = query.where('id', '>', key.data)
    const rows = (await query.execute()).map(toRequest)
    return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  }
}
