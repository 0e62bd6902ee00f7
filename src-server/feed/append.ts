import type { TenantId } from '#shared/base/ids.ts'
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
}

/** Bound parameters per row times this stays below every database's limit. */
const ROWS_PER_INSERT = 500

/**
 * Appends Changes under the tenant's next seq, which all of them share, and answers it. Call it last in the
 * transaction: whoever holds the counter row commits before the next one, so seq order is commit order.
 */
export async function append(
  tx: Tx,
  tenantId: TenantId,
  drafts: readonly DraftChange[],
  nowMs: number
): Promise<number> {
  const { head_seq: seq } = await tx
    .updateTable('tenants')
    .set((eb) => ({ head_seq: eb('head_seq', '+', 1) }))
    .where('id', '=', tenantId)
    .returning('head_seq')
    .executeTakeFirstOrThrow()
  const rows = drafts.map((draft, item) => toRow(tenantId, seq, item, draft, nowMs))
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT) {
    await tx
      .insertInto('changes')
      .values(rows.slice(i, i + ROWS_PER_INSERT))
      .execute()
  }
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
    version: body.kind === 'evict' ? null : body.version,
    row: body.kind === 'row' ? JSON.stringify(body.row) : null,
    audience: audienceKey(draft.audience),
    created_at_ms: nowMs
  }
}
