import type { TenantId, UserId } from '#shared/base/ids.ts'
import type { ApiKey, ApiKeyMade, NewApiKey } from '#shared/features/integration/api-keys.ts'
import { writeAudit } from '../../gateway/audit.ts'
import type { RoomTools } from '../../gateway/room.ts'
import type { Tx } from '../../storage/storage.ts'
import { insertKey, keyById, revokeKey } from './key-repository.ts'
import { hashSecret, makeSecret } from './key-secret.ts'

type Tools = Pick<RoomTools, 'clock' | 'mintId' | 'randomBytes'>

/** Who makes or ends a key: an administrator, or null for the operator of the server. */
interface Keeper {
  tenantId: TenantId
  userId: UserId | null
}

/** Makes a key of a tenant, within a transaction. Its secret is in the answer, and nowhere else. */
export async function makeKey(tx: Tx, tools: Tools, keeper: Keeper, wish: NewApiKey): Promise<ApiKeyMade> {
  const { tenantId, userId } = keeper
  const { prefix, secret } = makeSecret(tools.randomBytes)
  const id = tools.mintId()
  await insertKey(tx, {
    tenant_id: tenantId,
    id,
    prefix,
    hash: hashSecret(secret),
    name: wish.name,
    scopes: JSON.stringify([...new Set(wish.scopes)]),
    created_by_id: userId,
    created_at_ms: tools.clock.nowMs(),
    last_used_at_ms: null,
    revoked_at_ms: null
  })
  await audit(tx, tools, keeper, 'api-key.create', id)
  const key = await keyById(tx, tenantId, id)
  if (!key) throw new Error('a key that was just written is not there')
  return { key, secret }
}

/** Ends a key for ever and answers how it is now; null when the tenant has none of this id. */
export async function endKey(tx: Tx, tools: Tools, keeper: Keeper, keyId: string): Promise<ApiKey | null> {
  const key = await keyById(tx, keeper.tenantId, keyId)
  if (!key || key.revokedAtMs !== null) return key
  await revokeKey(tx, keeper.tenantId, keyId, tools.clock.nowMs())
  await audit(tx, tools, keeper, 'api-key.revoke', keyId)
  return await keyById(tx, keeper.tenantId, keyId)
}

async function audit(
  tx: Tx,
  { clock, mintId }: Tools,
  { tenantId, userId }: Keeper,
  action: string,
  keyId: string
): Promise<void> {
  const place = { tenant_id: tenantId, id: mintId(), at_ms: clock.nowMs(), actor_id: userId }
  await writeAudit(tx, [{ ...place, action, target: `api-key:${keyId}`, outcome: 'accepted', detail: {} }])
}
