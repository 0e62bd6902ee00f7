import type { SnapshotPage, SnapshotStart } from '#shared/sync/snapshot.ts'
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

interface AskedPage {
  entity: string
  after?: string | undefined
  limit: number
}

/** One page of one entity. Throws a Refusal. */
export async function answerSnapshotPage(
  storage: Storage,
  sources: readonly SnapshotSource[],
  caller: Caller,
  { entity, after, limit }: AskedPage
): Promise<SnapshotPage> {
  const source = sourceOf(sources, entity)
  const page = await storage.read(async (db) => source.page(db, await callerNow(db, caller), after, limit))
  if (!page) throw new Refusal('bad_request', FORGED_KEY)
  return { entity, ...page }
}

/** The same page as a database; null when the entity has no table. Throws a Refusal. */
export async function answerSnapshotDatabase(
  storage: Storage,
  sources: readonly SnapshotSource[],
  caller: Caller,
  { entity, after, limit }: AskedPage
): Promise<{ bytes: Buffer; next: string | null } | null> {
  const { asTable } = sourceOf(sources, entity)
  if (!asTable) return null
  const now = await storage.read((db) => callerNow(db, caller))
  const { bytes, count, last } = await storage.readAsTable(asTable.sql, (db) => {
    const query = asTable.query(db, now, after, limit)
    if (!query) throw new Refusal('bad_request', FORGED_KEY)
    return query
  })
  return { bytes, next: last && count === limit ? asTable.keyOf(last) : null }
}

const FORGED_KEY = 'The key `after` is not one that a page has answered.'

function sourceOf(sources: readonly SnapshotSource[], entity: string): SnapshotSource {
  const source = sources.find((one) => one.entity === entity)
  if (source) return source
  throw new Refusal('not_found', 'There is no such entity. The start of a Snapshot names them all.')
}
