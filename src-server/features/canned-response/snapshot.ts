import { CategoryId, ResponseId } from '#shared/base/ids.ts'
import { cannedCategoryEntity, cannedResponseEntity } from '#shared/features/canned-response/entities.ts'
import type { SnapshotSource } from '../../gateway/snapshot-source.ts'
import { publicCategory, publicResponse, toCategory, toResponse } from './rows.ts'

export const categorySnapshot: SnapshotSource = {
  entity: cannedCategoryEntity.name,
  async count(db, { tenantId }) {
    const { n } = await db
      .selectFrom('canned_categories')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .where('deleted_at_ms', 'is', null)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId }, after, limit) {
    const key = CategoryId.optional().safeParse(after)
    if (!key.success) return null
    let query = db
      .selectFrom('canned_categories')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('deleted_at_ms', 'is', null)
      .orderBy('id')
      .limit(limit)
    if (key.data !== undefined) query = query.where('id', '>', key.data)
    const rows = (await query.execute()).map((row) => publicCategory(toCategory(row)))
    return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  }
}

/** What a colleague keeps alone is never handed out. */
export const responseSnapshot: SnapshotSource = {
  entity: cannedResponseEntity.name,
  async count(db, { tenantId, userId }) {
    const { n } = await db
      .selectFrom('canned_responses')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .where('deleted_at_ms', 'is', null)
      .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', userId)]))
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId, userId }, after, limit) {
    const key = ResponseId.optional().safeParse(after)
    if (!key.success) return null
    let query = db
      .selectFrom('canned_responses')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('deleted_at_ms', 'is', null)
      .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', userId)]))
      .orderBy('id')
      .limit(limit)
    if (key.data !== undefined) query = query.where('id', '>', key.data)
    const rows = (await query.execute()).map((row) => publicResponse(toResponse(row)))
    return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  }
}
