import { UserId } from '#shared/base/ids.ts'
import { userEntity } from '#shared/features/session/entities.ts'
import type { SnapshotSource } from '../../gateway/snapshot-source.ts'

/** The colleagues, as everyone in the tenant may see them: no address, no password. */
export const userSnapshot: SnapshotSource = {
  entity: userEntity.name,
  async count(db, caller) {
    const { n } = await db
      .selectFrom('users')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', caller.tenantId)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, caller, after, limit) {
    const key = UserId.optional().safeParse(after)
    if (!key.success) return null
    let query = db
      .selectFrom('users')
      .select(['id', 'name', 'role', 'active', 'version'])
      .where('tenant_id', '=', caller.tenantId)
      .orderBy('id')
      .limit(limit)
    if (key.data !== undefined) query = query.where('id', '>', key.data)
    const users = await query.execute()
    const rows = users.map((user) => ({ ...user, active: user.active === 1 }))
    return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  }
}
