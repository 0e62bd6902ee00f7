import type { Clock } from '#shared/base/clock.ts'
import type { ApiKeySource } from '../../gateway/authenticate.ts'
import { type Storage, StorageBusy } from '../../storage/storage.ts'
import { findLiveKey, noteUse, readScopes } from './key-repository.ts'
import { hashSecret, isSecret, prefixOf } from './key-secret.ts'

/** How exactly the last use of a key is known, in milliseconds: not every request is a write. */
const USE_STEP_MS = 60_000

/** Stands in for a key that does not exist, so that finding that out takes the same work. */
const NOBODYS_HASH = hashSecret('nobody')

/** Knows the platform by its API keys: a key must live at this moment. */
export function createKeySource(storage: Storage, clock: Clock): ApiKeySource {
  return {
    async byKey(secret) {
      const prefix = prefixOf(secret)
      if (prefix === null) return null
      const key = await storage.read((db) => findLiveKey(db, { prefix }))
      if (!isSecret(secret, key?.hash ?? NOBODYS_HASH) || !key) return null
      const nowMs = clock.nowMs()
      if (nowMs - (key.last_used_at_ms ?? 0) >= USE_STEP_MS) {
        await storage
          .transact((tx) => noteUse(tx, key.tenant_id, key.id, nowMs))
          // it is noted at the next request
          .catch((error: unknown) => {
            if (!(error instanceof StorageBusy)) throw error
          })
      }
      return { tenantId: key.tenant_id, keyId: key.id, scopes: readScopes(key.scopes) }
    }
  }
}
