import { EngagementId, MessageId } from '#shared/base/ids.ts'
import {
  CATALOGUE_ROLE,
  engagementEntity,
  sentEngagementEntity
} from '#shared/features/engagement/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import type { SnapshotSource } from '../../gateway/snapshot-source.ts'
import { toEngagement, toSent } from './rows.ts'

/** The catalogue; what was never offered is for administrators only. */
export const engagementSnapshot: SnapshotSource = {
  entity: engagementEntity.name,
  async count(db, { tenantId, role }) {
    const { n } = await db
      .selectFrom('engagements')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .where('known', '>=', includesRole(role, CATALOGUE_ROLE) ? 0 : 1)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId, role }, after, limit) {
    const key = EngagementId.optional().safeParse(after)
    if (!key.success) return null
    let query = db
      .selectFrom('engagements')
      .select('body')
      .where('tenant_id', '=', tenantId)
      .where('known', '>=', includesRole(role, CATALOGUE_ROLE) ? 0 : 1)
      .orderBy('id')
      .limit(limit)
    if (key.data !== undefined) query = query.where('id', '>', key.data)
    const rows = (await query.execute()).map(toEngagement)
    return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  }
}

export const sentEngagementSnapshot: SnapshotSource = {
  entity: sentEngagementEntity.name,
  async count(db, { tenantId }) {
    const { n } = await db
      .selectFrom('sent_engagements')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId }, after, limit) {
    const key = MessageId.optional().safeParse(after)
    if (!key.success) return null
    let query = db
      .selectFrom('sent_engagements')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .limit(limit)
    if (key.data !== undefined) query = query.where('id', '>', key.data)
    const rows = (await query.execute()).map(toSent)
    return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  }
}
