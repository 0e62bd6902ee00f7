import type { TenantId, UserId } from '#shared/base/ids.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { type ChangeRange, RANGE_MAX_ITEMS } from '#shared/sync/change.ts'
import { audienceKeysOf } from '../../feed/audience.ts'
import { type AddressedRange, RESYNC, readRange } from '../../feed/read-range.ts'
import { type Places, preparedRow } from '../../storage/prepared.ts'
import type { Storage } from '../../storage/storage.ts'

/** One connected desk, as far as frames care. */
export interface Desk {
  userId: UserId
  role: Role
}

/** What is new in a feed: a range to cut down to each desk, or only where the head is now when it is too much to push. */
export type News =
  | { kind: 'range'; range: AddressedRange }
  | { kind: 'head'; epoch: string; head: number }
  | { kind: 'nothing' }

/** Reads what follows `since`. A desk that is told only the head pulls the rest at its own pace. */
export async function readNews(storage: Storage, tenantId: TenantId, since: number): Promise<News> {
  return await storage.read(async (db) => {
    const range = await readRange(db, { tenantId, since, limit: RANGE_MAX_ITEMS })
    if (range !== RESYNC && !range.more && range.items.length <= RANGE_MAX_ITEMS) {
      return range.to === since ? { kind: 'nothing' } : { kind: 'range', range }
    }
    return { kind: 'head', ...(await readHead(db, tenantId)) }
  })
}

/** Where a tenant's feed stands. */
export async function readHead(
  db: Parameters<Parameters<Storage['read']>[0]>[0],
  tenantId: TenantId
): Promise<{ epoch: string; head: number }> {
  const head = await findHead(db, { tenantId })
  if (!head) throw new Error(`there is no tenant ${tenantId}`)
  return head
}

const findHead = preparedRow((db, place: Places<{ tenantId: TenantId }>) =>
  db.selectFrom('tenants').select(['epoch', 'head_seq as head']).where('id', '=', place('tenantId'))
)

/**
 * Cuts a range down to what each desk may see. Desks that see the same share one frame, so that it is encoded once;
 * nearly always that is all desks of the tenant.
 */
export function framesFor<Id>(
  range: AddressedRange,
  desks: Iterable<[Id, Desk]>
): { frame: ChangeRange; to: Id[] }[] {
  const present = new Set(range.items.map((item) => item.audience))
  const groups = new Map<string, { frame: ChangeRange; to: Id[] }>()
  for (const [id, desk] of desks) {
    const audiences = audienceKeysOf(desk).filter((audience) => present.has(audience))
    const key = audiences.join(' ')
    const group = groups.get(key)
    if (group) group.to.push(id)
    else groups.set(key, { frame: cut(range, audiences), to: [id] })
  }
  return [...groups.values()]
}

function cut(range: AddressedRange, audiences: readonly string[]): ChangeRange {
  const items = range.items.filter((item) => audiences.includes(item.audience)).map((item) => item.change)
  return { ...range, items }
}
