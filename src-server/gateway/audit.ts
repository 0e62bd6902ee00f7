import { preparedInsert } from '../storage/prepared.ts'
import type { AuditTable } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'

/** A line of the audit: who asked for what, and what became of it. `detail` holds ids and codes, never text that people wrote. */
export type AuditEntry = Omit<AuditTable, 'detail'> & { detail: Record<string, string | number> }

const insertAudit = preparedInsert('audit', [
  'tenant_id',
  'id',
  'at_ms',
  'actor_id',
  'action',
  'target',
  'outcome',
  'detail'
])

export async function writeAudit(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  await insertAudit(
    tx,
    entries.map((entry) => ({ ...entry, detail: JSON.stringify(entry.detail) }))
  )
}
