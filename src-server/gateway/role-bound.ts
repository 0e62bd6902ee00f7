import type { TenantId, UserId } from '#shared/base/ids.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import { type EntityDefinition, EVERY_ROW, RANGE_MAX_ITEMS } from '#shared/sync/change.ts'
import type { DraftChange } from '../feed/append.ts'
import type { ReadTx } from '../storage/storage.ts'

/** An entity that only a role may see; a room names those that are its own. Their Changes go to `{ role }`. */
export interface RoleBound {
  entity: EntityDefinition
  /** the least role that may see it */
  role: Role
  /** whether nobody below the role sees any row of the entity, so that all can be taken away with one word */
  isWhole: boolean
  count(db: ReadTx, tenantId: TenantId): Promise<number>
  /** every row of it */
  rows(db: ReadTx, tenantId: TenantId): Promise<unknown[]>
}

interface Person {
  tenantId: TenantId
  userId: UserId
  before: Role
  after: Role
}

/**
 * What a change of role means for the desks of its person: rows that may now be seen are granted, rows that may not are
 * evicted. A grant is for the person as long as the role is theirs, so that one that was taken back meanwhile is never sent.
 * More rows than one range has travel otherwise: as a Snapshot, page by page, or gone with one word.
 */
export async function accessChanges(
  db: ReadTx,
  bound: readonly RoleBound[],
  person: Person
): Promise<DraftChange[]> {
  const { tenantId, before, after } = person
  const changes: DraftChange[] = []
  for (const one of bound) {
    if (includesRole(before, one.role) === includesRole(after, one.role)) continue
    const isMuch = (await one.count(db, tenantId)) > RANGE_MAX_ITEMS
    const change = includesRole(after, one.role) ? granted : evicted
    changes.push(...(await change(db, one, person, isMuch)))
  }
  return changes
}

async function granted(
  db: ReadTx,
  { entity, role, rows }: RoleBound,
  { tenantId, userId }: Person,
  isMuch: boolean
): Promise<DraftChange[]> {
  const grant = { entity: entity.name, type: `${entity.name}.granted`, audience: { userId, role } }
  if (isMuch) return [{ ...grant, id: EVERY_ROW, body: { kind: 'resync' } }]
  return (await rows(db, tenantId)).map((row) => ({
    ...grant,
    id: entity.id(row),
    body: { kind: 'row', version: entity.version(row), row }
  }))
}

async function evicted(
  db: ReadTx,
  { entity, isWhole, rows }: RoleBound,
  { tenantId, userId }: Person,
  isMuch: boolean
): Promise<DraftChange[]> {
  const ids = isMuch && isWhole ? [EVERY_ROW] : (await rows(db, tenantId)).map((row) => entity.id(row))
  return ids.map((id) => ({
    entity: entity.name,
    id,
    type: `${entity.name}.evicted`,
    audience: { userId },
    body: { kind: 'evict' }
  }))
}
