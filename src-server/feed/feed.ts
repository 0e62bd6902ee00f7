import type { TenantId } from '#shared/base/ids.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { append, type DraftChange } from './append.ts'

/** Something was committed: the tenant's feed now reaches `seq`. */
export interface Committed {
  tenantId: TenantId
  seq: number
  changes: readonly DraftChange[]
}

/** The tenants' ChangeFeeds, as writers and listeners of this process know them. */
export interface ChangeFeed {
  /**
   * Runs `work` in one transaction, appends the Changes that it answers, and tells the listeners after the commit.
   * Without Changes nothing is appended or told, and `seq` is null.
   */
  write<T>(
    tenantId: TenantId,
    nowMs: number,
    work: (tx: Tx) => Promise<{ result: T; changes: readonly DraftChange[] }>
  ): Promise<{ result: T; seq: number | null }>
  /** Tells the listeners what a transaction has committed. */
  notify(committed: Committed): void
  /** Listens to commits; the returned function ends it. A listener must not throw. */
  onCommit(listener: (committed: Committed) => void): () => void
}

export function createFeed(storage: Storage): ChangeFeed {
  const listeners = new Set<(committed: Committed) => void>()

  function notify(committed: Committed): void {
    for (const listener of listeners) listener(committed)
  }

  return {
    notify,
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async write(tenantId, nowMs, work) {
      const { result, changes, seq } = await storage.transact(async (tx) => {
        const answer = await work(tx)
        const appended = answer.changes.length > 0 ? await append(tx, tenantId, answer.changes, nowMs) : null
        return { ...answer, seq: appended }
      })
      if (seq !== null) notify({ tenantId, seq, changes })
      return { result, seq }
    }
  }
}
