import type { MintId } from '#shared/base/ids.ts'
import type { Storage } from '../../storage/storage.ts'

/**
 * Begins a new epoch of every tenant: their history is not the one that desks know. Each desk then fetches a Snapshot and
 * offers again what it had sent lately. Answers how many tenants there are.
 */
export async function beginNewEpochs(storage: Storage, mintId: MintId): Promise<number> {
  return await storage.transact(async (tx) => {
    const tenants = await tx.selectFrom('tenants').select('id').execute()
    for (const { id } of tenants) {
      await tx.updateTable('tenants').set({ epoch: mintId() }).where('id', '=', id).execute()
    }
    return tenants.length
  })
}
