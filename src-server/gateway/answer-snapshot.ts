import { ENTITIES } from '#shared/contract/entities.ts'
import type { EntityDefinition } from '#shared/sync/change.ts'
import type { SnapshotPage, SnapshotStart } from '#shared/sync/snapshot.ts'
import { pageDatabase } from '../storage/sqlite/page-database.ts'
import type { Storage } from '../storage/storage.ts'
import type { Caller } from './actor.ts'
import { callerNow } from './caller-now.ts'
import { Refusal } from './refusal.ts'
import type { SnapshotSource } from './snapshot-source.ts'

/** Opens a full copy: where the feed stands, and what there is to fetch. */
export async function answerSnapshotStart(
  storage: Storage,
  sources: readonly SnapshotSource[],
  caller: Caller
): Promise<SnapshotStart> {
  return await storage.read(async (db) => {
    const now = await callerNow(db, caller)
    const tenant = await db
      .selectFrom('tenants')
      .select(['epoch', 'head_seq as seq', 'acl_version as aclVersion'])
      .where('id', '=', caller.tenantId)
      .executeTakeFirstOrThrow()
    const entities: SnapshotStart['entities'] = []
    for (const source of sources) {
      entities.push({ name: source.entity, rows: await source.count(db, now) })
    }
    return { ...tenant, entities }
  })
}

/** One page of one entity. Throws a Refusal. */
export async function answerSnapshotPage(
  storage: Storage,
  sources: readonly SnapshotSource[],
  caller: Caller,
  asked: { entity: string; after?: string | undefined; limit: number }
): Promise<SnapshotPage> {
  const { entity, after, limit } = asked
  const source = sources.find((one) => one.entity === entity)
  if (!source)
    throw new Refusal('not_found', 'There is no such entity. The start of a Snapshot names them all.')
  const page = await storage.read(async (db) => source.page(db, await callerNow(db, caller), after, limit))
  if (!page) throw new Refusal('bad_request', 'The key `after` is not one that a page has answered.')
  return { entity, ...page }
}

/** The same page as a database; null for an entity that has none. */
export function asDatabase({ entity, rows }: SnapshotPage): Buffer | null {
  const definition: EntityDefinition | undefined = ENTITIES.find(({ name }) => name === entity)
  return definition?.table ? pageDatabase(definition.table, rows) : null
}
