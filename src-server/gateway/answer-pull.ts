import type { ChangeRange } from '#shared/sync/change.ts'
import { audienceKeysOf } from '../feed/audience.ts'
import { RESYNC, readRange } from '../feed/read-range.ts'
import type { Storage } from '../storage/storage.ts'
import type { Caller } from './actor.ts'
import { callerNow } from './caller-now.ts'
import { Refusal } from './refusal.ts'

/** The Changes after a Cursor, as far as the caller may see them. Throws a Refusal. */
export async function answerPull(
  storage: Storage,
  caller: Caller,
  query: { since: number; limit: number }
): Promise<ChangeRange> {
  const { tenantId } = caller
  const range = await storage.read(async (db) => {
    const audiences = audienceKeysOf(await callerNow(db, caller))
    return await readRange(db, { tenantId, ...query, audiences })
  })
  if (range === RESYNC) {
    throw new Refusal('resync_required', 'This Cursor is not in the feed any more. Fetch a Snapshot.')
  }
  return { ...range, items: range.items.map((item) => item.change) }
}
