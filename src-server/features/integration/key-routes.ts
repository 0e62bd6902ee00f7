import { includesRole } from '#shared/features/session/roles.ts'
import type { Caller } from '../../gateway/actor.ts'
import { addAdminRoute } from '../../gateway/admin-route.ts'
import { callerNow } from '../../gateway/caller-now.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import type { Tx } from '../../storage/storage.ts'
import { listKeys } from './key-repository.ts'
import { endKey, makeKey } from './keys.ts'

/** The keys of the caller's tenant, for its administrators. */
export function addKeyRoutes(http: HttpServer, tools: RoomTools): void {
  const { storage } = tools

  addAdminRoute(http, 'admin.api-keys.list', 'The API keys of the tenant', async ({ tenantId }) => ({
    keys: await storage.read((db) => listKeys(db, tenantId))
  }))

  addAdminRoute(
    http,
    'admin.api-keys.create',
    'Makes an API key; its secret is in this answer and in none after it',
    (caller, wish) => storage.transact(async (tx) => makeKey(tx, tools, await adminNow(tx, caller), wish))
  )

  addAdminRoute(
    http,
    'admin.api-keys.revoke',
    'Revokes an API key, for ever and at once',
    (caller, { keyId }) =>
      storage.transact(async (tx) => {
        const key = await endKey(tx, tools, await adminNow(tx, caller), keyId)
        if (!key) throw new Refusal('not_found', 'There is no such API key. Look at the list again.')
        return { key }
      })
  )
}

/** The caller, if they are an administrator in this very transaction. */
async function adminNow(tx: Tx, caller: Caller): Promise<Caller> {
  const now = await callerNow(tx, caller)
  if (includesRole(now.role, 'admin')) return now
  throw new Refusal('forbidden', 'Your role does not allow this. Ask an administrator of your tenant.')
}
