import type { AuditTable } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'

/** A line of the audit: who asked for what, and what became of it. `detail` holds ids and codes, never text that people wrote. */
export type AuditEntry = Omit<AuditTable, 'detail'> & { detail: Record<string, string | number> }

export async function writeAudit(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await tx
    .insertInto('audit')
    .values(entries.map((entry) => ({ ...entry, detail: JSON.stringify(entry.detail) })))
    .execute()
}
