import type { TenantId } from '#shared/base/ids.ts'
import type { Person, PersonState } from '#shared/features/session/people.ts'
import type { UsersTable } from '../../storage/schema.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { SESSION_IDLE_MS } from './grants.ts'
import { isUnchosen } from './passwords.ts'

/** Everybody of a tenant, by name. */
export async function listPeople(db: ReadTx, tenantId: TenantId): Promise<Person[]> {
  const users = await db
    .selectFrom('users')
    .leftJoin('sessions', (join) =>
      join.onRef('sessions.tenant_id', '=', 'users.tenant_id').onRef('sessions.user_id', '=', 'users.id')
    )
    .select(['users.id', 'users.name', 'users.email', 'users.role', 'users.active', 'users.password_hash'])
    .select((eb) => eb.fn.max('sessions.expires_at_ms').as('lastExpiry'))
    .where('users.tenant_id', '=', tenantId)
    .groupBy(['users.tenant_id', 'users.id'])
    .orderBy('users.name')
    .orderBy('users.id')
    .execute()
  return users.map(({ lastExpiry, id, name, email, role, ...user }) => ({
    ...{ id, name, email, role },
    state: stateOf(user),
    // each renewal moves the end of a session by this much
    lastSeenAtMs: lastExpiry === null ? null : lastExpiry - SESSION_IDLE_MS
  }))
}

function stateOf({ active, password_hash }: Pick<UsersTable, 'active' | 'password_hash'>): PersonState {
  if (active === 0) return 'deactivated'
  return isUnchosen(password_hash) ? 'invited' : 'active'
}
