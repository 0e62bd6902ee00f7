import type { TenantId, UserId } from '#shared/base/ids.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import type { EntityDefinition } from '#shared/sync/change.ts'
import type { DraftChange } from '../feed/append.ts'
import type { ReadTx } from '../storage/storage.ts'

/** An entity that only a role may see; a room names those that are its own. Their Changes go to `{ role }`. */
export interface RoleBound {
  entity: EntityDefinition
  /** the least role that may see it */
  role: Role
  /** every row of it */
  rows(db: ReadTx, tenantId: TenantId): Promise<unknown[]>
}

/**
 * What a change of role means for the desks of its person: rows that may now be seen are granted, rows that may not are
 * evicted. A grant is for the person as long as the role is theirs, so that one that was taken back meanwhile is never sent.
 */
export async function accessChanges(
  db: ReadTx,
  bound: readonly RoleBound[],
  person: { tenantId: TenantId; userId: UserId; before: Role; after: Role }
): Promise<DraftChange[]> {
  const { tenantId, userId, before, after } = person
  const changes: DraftChange[] = []
  for (const { entity, role, rows } of bound) {
    if (includesRole(before, role) === includesRole(after, role)) continue
    const isGranted = includesRole(after, role)
    for (const row of await rows(db, tenantId)) {
      const place = { entity: entity.name, id: entity.id(row) }
      changes.push(
        isGranted
          ? {
              ...place,
              type: `${entity.name}.granted`,
              audience: { userId, role },
              body: { kind: 'row', version: entity.version(row), row }
            }
          : { ...place, type: `${entity.name}.evicted`, audience: { userId }, body: { kind: 'evict' } }
      )
    }
  }
  return changes
}
