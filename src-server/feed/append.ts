import type { TenantId } from '#shared/base/ids.ts'
import { type Places, preparedInsert, preparedRow, preparedWrite } from '../storage/prepared.ts'
import type { ChangesTable } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'
import { type Audience, audienceKey } from './audience.ts'

/** A Change before it has a seq. */
export interface DraftChange {
  /** what happened, in the past tense: `message.posted` */
  type: string
  entity: string
  id: string
  audience: Audience
  body:
    | { kind: 'row'; version: number; row: unknown }
    | { kind: 'tombstone'; version: number }
    | { kind: 'evict' }
    /** never leaves the server: whoever it is for gets a Snapshot instead of what follows */
    | { kind: 'resync' }
}

const takeSeq = preparedRow((db, place: Places<{ tenantId: TenantId }>) =>
  db
    .updateTable('tenants')
    .set((eb) => ({ head_seq: eb('head_seq', '+', 1) }))
    .where('id', '=', place('tenantId'))
    .returning('head_seq')
)

const setHead = preparedWrite((db, place: Places<{ tenantId: TenantId; head: number }>) =>
  db
    .updateTable('tenants')
    .set({ head_seq: place('head') })
    .where('id', '=', place('tenantId'))
)

const insertChanges = preparedInsert('changes', [
  'tenant_id',
  'seq',
  'item',
  'type',
  'entity',
  'entity_id',
  'kind',
  'version',
  'row',
  'audience',
  'created_at_ms'
])

/** What one transaction appends: many times, each under a seq of its own, and written together at its end. */
export interface Appending {
  /** Gives Changes the next seq, which all of them share, and answers it. From here on nobody else can append. */
  add(drafts: readonly DraftChange[]): Promise<number>
  /** the seq given out last; null before the first */
  readonly head: number | null
  /** Writes what was added. Call it last in the transaction. */
  write(): Promise<void>
}

/** Begins to append: whoever holds the counter row commits before the next one, so seq order is commit order. */
export function beginAppend(tx: Tx, tenantId: TenantId, nowMs: number): Appending {
  const rows: ChangesTable[] = []
  let taken: number | null = null
  let head: number | null = null
  return {
    get head() {
      return head
    },
    async add(drafts) {
      taken ??= await firstSeq(tx, tenantId)
      const seq = head === null ? taken : head + 1
      head = seq
      for (const [item, draft] of drafts.entries()) rows.push(toRow(tenantId, seq, item, draft, nowMs))
      return seq
    },
    async write() {
      if (head !== null && head !== taken) await setHead(tx, { tenantId, head })
      await insertChanges(tx, rows)
    }
  }
}

async function firstSeq(tx: Tx, tenantId: TenantId): Promise<number> {
  const tenant = await takeSeq(tx, { tenantId })
  if (!tenant) throw new Error(`there is no tenant ${tenantId}`)
  return tenant.head_seq
}

/** Appends Changes under the tenant's next seq and answers it. Call it last in the transaction. */
export async function append(
  tx: Tx,
  tenantId: TenantId,
  drafts: readonly DraftChange[],
  nowMs: number
): Promise<number> {
  const appending = beginAppend(tx, tenantId, nowMs)
  const seq = await appending.add(drafts)
  await appending.write()
  return seq
}

function toRow(
  tenantId: TenantId,
  seq: number,
  item: number,
  draft: DraftChange,
  nowMs: number
): ChangesTable {
  const { body } = draft
  return {
    tenant_id: tenantId,
    seq,
    item,
    type: draft.type,
    entity: draft.entity,
    entity_id: draft.id,
    kind: body.kind,
    version: 'version' in body ? body.version : null,
    row: body.kind === 'row' ? JSON.stringify(body.row) : null,
    audience: audienceKey(draft.audience),
    created_at_ms: nowMs
  }
}
