import type { TenantId, UserId } from '#shared/base/ids.ts'
import type { User } from '#shared/features/session/entities.ts'
import { type Places, preparedQuery, preparedRow } from '../../storage/prepared.ts'
import type { RefreshTokensTable, SessionsTable } from '../../storage/schema.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'

/** The user who signs in with this address, on the whole server: a person does not name a tenant. */
export function findUserByEmail(db: ReadTx, email: string) {
  return db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst()
}

/** What a grant says of its user, with the tenant's name. */
export function findIdentity(db: ReadTx, tenantId: TenantId, userId: UserId) {
  return db
    .selectFrom('users')
    .innerJoin('tenants', 'tenants.id', 'users.tenant_id')
    .select([
      'users.id as userId',
      'users.name',
      'users.email',
      'users.role',
      'users.active',
      'tenants.id as tenantId',
      'tenants.name as tenantName'
    ])
    .where('users.tenant_id', '=', tenantId)
    .where('users.id', '=', userId)
    .executeTakeFirst()
}

/**
 * The user of a session, as long as the session lives and the user is active. Two lookups by key, because every request
 * asks and SQLite plans a join anew each time it runs.
 */
export async function findLiveSession(db: ReadTx, tenantId: TenantId, sessionId: string, nowMs: number) {
  const session = await findOpenSession(db, { tenantId, sessionId, nowMs })
  return session && (await findActiveUser(db, { tenantId, userId: session.user_id }))
}

const findOpenSession = preparedRow(
  (db, place: Places<{ tenantId: TenantId; sessionId: string; nowMs: number }>) =>
    db
      .selectFrom('sessions')
      .select('user_id')
      .where('tenant_id', '=', place('tenantId'))
      .where('id', '=', place('sessionId'))
      .where('revoked_at_ms', 'is', null)
      .where('expires_at_ms', '>', place('nowMs'))
)

const findActiveUser = preparedRow((db, place: Places<{ tenantId: TenantId; userId: UserId }>) =>
  db
    .selectFrom('users')
    .select(['id as userId', 'name', 'role'])
    .where('tenant_id', '=', place('tenantId'))
    .where('id', '=', place('userId'))
    .where('active', '=', 1)
)

/** Every live session of a tenant with the role that its user has now. */
export async function listLiveSessions(db: ReadTx, tenantId: TenantId, nowMs: number) {
  const sessions = await findLiveSessions(db, { tenantId, nowMs })
  return sessions.flatMap(({ sessionId, role }) => (role === null ? [] : [{ sessionId, role }]))
}

/** A sub-select and no join, which is planned anew each time it runs: a tenant with desks asks this every few seconds. */
const findLiveSessions = preparedQuery((db, place: Places<{ tenantId: TenantId; nowMs: number }>) =>
  db
    .selectFrom('sessions')
    .select((eb) => [
      'id as sessionId',
      eb
        .selectFrom('users')
        .select('role')
        .whereRef('users.tenant_id', '=', 'sessions.tenant_id')
        .whereRef('users.id', '=', 'sessions.user_id')
        .where('users.active', '=', 1)
        .as('role')
    ])
    .where('tenant_id', '=', place('tenantId'))
    .where('revoked_at_ms', 'is', null)
    .where('expires_at_ms', '>', place('nowMs'))
)

export async function insertSession(tx: Tx, session: SessionsTable): Promise<void> {
  await tx.insertInto('sessions').values(session).execute()
}

export function findSession(db: ReadTx, tenantId: TenantId, sessionId: string) {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
}

export async function extendSession(
  tx: Tx,
  tenantId: TenantId,
  sessionId: string,
  expiresAtMs: number
): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ expires_at_ms: expiresAtMs })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sessionId)
    .execute()
}

/** Ends a session; its tokens stay known, so that using one again is seen as what it is. */
export async function revokeSession(
  tx: Tx,
  tenantId: TenantId,
  sessionId: string,
  nowMs: number
): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ revoked_at_ms: nowMs })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sessionId)
    .where('revoked_at_ms', 'is', null)
    .execute()
}

const findColleague = preparedRow((db, place: Places<{ tenantId: TenantId; userId: UserId }>) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'role', 'active', 'version'])
    .where('tenant_id', '=', place('tenantId'))
    .where('id', '=', place('userId'))
)

/** A colleague as all of the tenant may see them. */
export async function findUser(db: ReadTx, tenantId: TenantId, userId: UserId): Promise<User | undefined> {
  const user = await findColleague(db, { tenantId, userId })
  return user && { ...user, active: user.active === 1 }
}

/** How many administrators of a tenant may sign in, not counting this person. */
export async function countOtherAdmins(db: ReadTx, tenantId: TenantId, userId: UserId): Promise<number> {
  const { count } = await db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('id', '!=', userId)
    .where('role', '=', 'admin')
    .where('active', '=', 1)
    .executeTakeFirstOrThrow()
  return count
}

export async function updateUser(tx: Tx, tenantId: TenantId, user: User): Promise<void> {
  const { id, name, role, active, version } = user
  await tx
    .updateTable('users')
    .set({ name, role, active: active ? 1 : 0, version })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** Notes that somebody's access has changed: live links look at their people's roles again before they tell more. */
export async function bumpAclVersion(tx: Tx, tenantId: TenantId): Promise<void> {
  await tx
    .updateTable('tenants')
    .set((eb) => ({ acl_version: eb('acl_version', '+', 1) }))
    .where('id', '=', tenantId)
    .execute()
}

/**
 * Ends every session of a person.
 * @param wipe also tells each desk that still holds a token of one to erase its files, whenever it asks
 */
export async function endSessions(
  tx: Tx,
  tenantId: TenantId,
  userId: UserId,
  nowMs: number,
  wipe: boolean
): Promise<void> {
  const sessions = tx.updateTable('sessions').where('tenant_id', '=', tenantId).where('user_id', '=', userId)
  await sessions.set({ revoked_at_ms: nowMs }).where('revoked_at_ms', 'is', null).execute()
  if (wipe) await sessions.set({ wipe: 1 }).execute()
}

export function findRefreshToken(db: ReadTx, hash: string) {
  return db.selectFrom('refresh_tokens').selectAll().where('hash', '=', hash).executeTakeFirst()
}

export async function insertRefreshToken(tx: Tx, token: RefreshTokensTable): Promise<void> {
  await tx.insertInto('refresh_tokens').values(token).execute()
}

export async function updateRefreshToken(
  tx: Tx,
  hash: string,
  set: Partial<Pick<RefreshTokensTable, 'used_at_ms' | 'successor_hash' | 'grace_used'>>
): Promise<void> {
  await tx.updateTable('refresh_tokens').set(set).where('hash', '=', hash).execute()
}
