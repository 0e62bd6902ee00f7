import type { Kysely } from 'kysely'
import type { TenantId } from '#shared/base/ids.ts'
import { Change, type ChangeRange } from '#shared/sync/change.ts'
import { type Places, preparedList, preparedQuery, preparedRow } from '../storage/prepared.ts'
import type { ChangesTable, Database } from '../storage/schema.ts'
import type { ReadTx } from '../storage/storage.ts'

/** Most bytes of rows in one range; a single seq that is larger travels whole all the same. */
export const RANGE_MAX_BYTES = 1_000_000

/** One Change with the key of who may receive it. */
export interface AddressedChange {
  audience: string
  change: Change
}

/** A range of a feed before it is cut down to one user. */
export type AddressedRange = Omit<ChangeRange, 'items'> & { items: AddressedChange[] }

/** The feed cannot go on from this Cursor, or more was granted after it than fits into one: the client needs a Snapshot. */
export const RESYNC = 'resync_required'

export interface RangeArgs {
  tenantId: TenantId
  since: number
  /** most items, unless one seq alone has more */
  limit: number
  /** only Changes under these keys; undefined for all */
  audiences?: readonly string[]
}

const findTenant = preparedRow((db, place: Places<{ tenantId: TenantId }>) =>
  db
    .selectFrom('tenants')
    .select(['epoch', 'head_seq', 'floor_seq', 'acl_version'])
    .where('id', '=', place('tenantId'))
)

/**
 * Reads `(since, to]` of a tenant's feed from one snapshot. `to` is the head unless the limits end the range
 * earlier, and then it is a whole seq: one is never split.
 */
export async function readRange(db: ReadTx, args: RangeArgs): Promise<AddressedRange | typeof RESYNC> {
  const { tenantId, since, limit } = args
  const tenant = await findTenant(db, { tenantId })
  if (!tenant) throw new Error(`there is no tenant ${tenantId}`)
  const head = tenant.head_seq
  if (since < tenant.floor_seq || since > head) return RESYNC

  let rows = since === head ? [] : await rowsAfter(db, args, limit + 1)
  let to = head
  const cut = cutPoint(rows, limit)
  if (cut < rows.length) {
    const firstLeftOut = rows[cut]?.seq ?? head
    rows = rows.slice(0, cut).filter((row) => row.seq < firstLeftOut)
    to = firstLeftOut - 1
    if (rows.length === 0) {
      rows = await rowsOfSeq(db, args, firstLeftOut)
      to = firstLeftOut
    }
  }
  if (rows.some(({ kind }) => kind === 'resync')) return RESYNC
  return {
    epoch: tenant.epoch,
    from: since,
    to,
    head,
    aclVersion: tenant.acl_version,
    items: rows.map(toAddressed),
    more: to < head
  }
}

/** How many rows fit into the limits; at least one row's bytes always do. */
function cutPoint(rows: readonly ChangesTable[], limit: number): number {
  let bytes = 0
  for (const [index, row] of rows.entries()) {
    bytes += row.row?.length ?? 0
    if (index >= limit || (index > 0 && bytes > RANGE_MAX_BYTES)) return index
  }
  return rows.length
}

type After = Pick<RangeArgs, 'tenantId' | 'since' | 'limit'>

function changesAfter(db: Kysely<Database>, place: Places<After>) {
  return db
    .selectFrom('changes')
    .selectAll()
    .where('tenant_id', '=', place('tenantId'))
    .where('seq', '>', place('since'))
    .orderBy('seq')
    .orderBy('item')
    .limit(place('limit'))
}

const findAfter = preparedQuery(changesAfter)
const findAfterFor = preparedList((db, place: Places<After>, audiences: string[]) =>
  changesAfter(db, place).where('audience', 'in', audiences)
)

function rowsAfter(
  db: ReadTx,
  { tenantId, since, audiences }: RangeArgs,
  limit: number
): Promise<ChangesTable[]> {
  const after = { tenantId, since, limit }
  return audiences ? findAfterFor(db, after, audiences) : findAfter(db, after)
}

function rowsOfSeq(db: ReadTx, { tenantId, audiences }: RangeArgs, seq: number): Promise<ChangesTable[]> {
  const query = db.selectFrom('changes').selectAll().where('tenant_id', '=', tenantId)
  const some = audiences ? query.where('audience', 'in', audiences) : query
  return some.where('seq', '=', seq).orderBy('item').execute()
}

function toAddressed(row: ChangesTable): AddressedChange {
  const place = { seq: row.seq, type: row.type, entity: row.entity, id: row.entity_id, kind: row.kind }
  const body = row.kind === 'row' ? { row: JSON.parse(row.row ?? 'null') } : {}
  const version = row.kind === 'evict' ? {} : { version: row.version }
  return { audience: row.audience, change: Change.parse({ ...place, ...version, ...body }) }
}
