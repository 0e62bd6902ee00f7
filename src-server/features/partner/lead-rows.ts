import { PartnerId } from '#shared/base/ids.ts'
import type { EntityName } from '#shared/contract/entities.ts'
import { PARTNER_ROLE } from '#shared/features/partner/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import type { EntityDefinition } from '#shared/sync/change.ts'
import type { RoleBound } from '../../gateway/role-bound.ts'
import type { SnapshotSource } from '../../gateway/snapshot-source.ts'
import type { Database } from '../../storage/schema.ts'
import type { ReadTx } from '../../storage/storage.ts'

/** Tables that keep a row in one piece of JSON, all but its version. */
type LeadTable = 'partners' | 'requests' | 'request_steps'

type Stored = Pick<Database[LeadTable], 'body' | 'version'>

interface LeadRows<Row> {
  snapshot: SnapshotSource
  roleBound: RoleBound
  /** null when there is none, or it is another tenant's */
  byId(db: ReadTx, tenantId: string, id: string): Promise<Row | null>
  /** every row of a tenant */
  all(db: ReadTx, tenantId: string): Promise<Row[]>
  /** a page in the order of the ids, after one of them or from the beginning */
  after(db: ReadTx, tenantId: string, id: string | undefined, limit: number): Promise<Row[]>
}

/** What only leads may see, and how it reaches them: in a Snapshot, with their role, or one by one. */
export function leadRows<Row>(
  table: LeadTable,
  entity: EntityDefinition<EntityName, Row>,
  toRow: (stored: Stored) => Row
): LeadRows<Row> {
  const stored = (db: ReadTx, tenantId: string) =>
    db
      .selectFrom(table)
      .select(['body', 'version'])
      .where('tenant_id', '=', tenantId as never)

  async function count(db: ReadTx, tenantId: string): Promise<number> {
    const { n } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId as never)
      .executeTakeFirstOrThrow()
    return n
  }

  async function after(db: ReadTx, tenantId: string, id: string | undefined, limit: number): Promise<Row[]> {
    let query = stored(db, tenantId).orderBy('id').limit(limit)
    if (id !== undefined) query = query.where('id', '>', id)
    return (await query.execute()).map(toRow)
  }

  const all = async (db: ReadTx, tenantId: string) => (await stored(db, tenantId).execute()).map(toRow)

  return {
    all,
    after,
    snapshot: {
      entity: entity.name,
      count: async (db, { tenantId, role }) =>
        includesRole(role, PARTNER_ROLE) ? await count(db, tenantId) : 0,
      async page(db, { tenantId, role }, key, limit) {
        // ids of all these rows have the shape of a partner's
        if (!PartnerId.optional().safeParse(key).success) return null
        if (!includesRole(role, PARTNER_ROLE)) return { rows: [], next: null }
        const rows = await after(db, tenantId, key, limit)
        const last = rows.at(-1)
        return { rows, next: last && rows.length === limit ? entity.id(last) : null }
      }
    },
    roleBound: {
      entity,
      role: PARTNER_ROLE,
      isWhole: true,
      count,
      rows: all
    },
    async byId(db, tenantId, id) {
      const row = await stored(db, tenantId).where('id', '=', id).executeTakeFirst()
      return row ? toRow(row) : null
    }
  }
}
