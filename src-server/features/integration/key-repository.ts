import { z } from 'zod'
import type { TenantId } from '#shared/base/ids.ts'
import { type ApiKey, ApiScope } from '#shared/features/integration/api-keys.ts'
import { type Places, preparedRow } from '../../storage/prepared.ts'
import type { ApiKeysTable } from '../../storage/schema.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'

/** The key of a prefix that has not been revoked, on the whole server. */
export const findLiveKey = preparedRow((db, place: Places<{ prefix: string }>) =>
  db
    .selectFrom('api_keys')
    .select(['tenant_id', 'id', 'hash', 'scopes', 'last_used_at_ms'])
    .where('prefix', '=', place('prefix'))
    .where('revoked_at_ms', 'is', null)
)

/** Whether a key may still be used. */
export async function isLive(db: ReadTx, tenantId: TenantId, keyId: string): Promise<boolean> {
  const row = await db
    .selectFrom('api_keys')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', keyId)
    .where('revoked_at_ms', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Every key of a tenant, newest first. */
export async function listKeys(db: ReadTx, tenantId: TenantId): Promise<ApiKey[]> {
  const rows = await selectKeys(db, tenantId)
    .orderBy('created_at_ms', 'desc')
    .orderBy('api_keys.id', 'desc')
    .execute()
  return rows.map(toApiKey)
}

export async function keyById(db: ReadTx, tenantId: TenantId, keyId: string): Promise<ApiKey | null> {
  const row = await selectKeys(db, tenantId).where('api_keys.id', '=', keyId).executeTakeFirst()
  return row ? toApiKey(row) : null
}

function selectKeys(db: ReadTx, tenantId: TenantId) {
  return db
    .selectFrom('api_keys')
    .leftJoin('users', (join) =>
      join
        .onRef('users.tenant_id', '=', 'api_keys.tenant_id')
        .onRef('users.id', '=', 'api_keys.created_by_id')
    )
    .select([
      'api_keys.id',
      'prefix',
      'api_keys.name',
      'scopes',
      'users.name as created_by_name',
      'created_at_ms',
      'last_used_at_ms',
      'revoked_at_ms'
    ])
    .where('api_keys.tenant_id', '=', tenantId)
}

type KeyRow = Pick<
  ApiKeysTable,
  'id' | 'prefix' | 'name' | 'scopes' | 'created_at_ms' | 'last_used_at_ms' | 'revoked_at_ms'
> & { created_by_name: string | null }

function toApiKey(row: KeyRow): ApiKey {
  return {
    id: row.id,
    prefix: row.prefix,
    name: row.name,
    scopes: readScopes(row.scopes),
    createdByName: row.created_by_name,
    createdAtMs: row.created_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
    revokedAtMs: row.revoked_at_ms
  }
}

export function readScopes(stored: string): ApiScope[] {
  return z.array(ApiScope).parse(JSON.parse(stored))
}

export async function insertKey(tx: Tx, key: ApiKeysTable): Promise<void> {
  await tx.insertInto('api_keys').values(key).execute()
}

/** Ends a key for ever; one that has ended stays as it is. */
export async function revokeKey(tx: Tx, tenantId: TenantId, keyId: string, nowMs: number): Promise<void> {
  await tx
    .updateTable('api_keys')
    .set({ revoked_at_ms: nowMs })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', keyId)
    .where('revoked_at_ms', 'is', null)
    .execute()
}

export async function noteUse(tx: Tx, tenantId: TenantId, keyId: string, nowMs: number): Promise<void> {
  await tx
    .updateTable('api_keys')
    .set({ last_used_at_ms: nowMs })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', keyId)
    .execute()
}
