import { z } from 'zod'
import { RejectionCode } from '#shared/base/error-codes.ts'
import { OpId } from '#shared/base/ids.ts'
import { Base, Lane } from '#shared/sync/operation.ts'
import { readArgs } from '#shared/sync/read-args.ts'
import { RejectionDetail } from '#shared/sync/receipt.ts'
import { OutboxState } from '#shared/sync/status.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite-file.ts'
import type { OutboxRow, OutboxRule } from './outbox-row.ts'

const Stored = z.object({
  op_id: OpId,
  place: z.number(),
  lane: Lane,
  type: z.string(),
  v: z.number(),
  args: z.string(),
  base: z.string(),
  state: OutboxState,
  frozen: z.string().nullable(),
  attempts: z.number(),
  next_at_ms: z.number().nullable(),
  accepted_seq: z.number().nullable(),
  rejection: z.string().nullable(),
  created_at_ms: z.number()
})

const Rejection = z.object({ code: RejectionCode, detail: RejectionDetail })

/** The rules by the type of Operation they speak of. */
export type OutboxRules = ReadonlyMap<string, OutboxRule>

/** Reads all rows back, those of an older version as this one means them. What cannot be read is kept as it is, shown as refused, and never deleted. */
export function loadRows(db: ReadableDb, rules: OutboxRules): OutboxRow[] {
  return db.all('SELECT * FROM operations ORDER BY place').map((raw) => {
    const stored = Stored.parse(raw)
    const rule = rules.get(stored.type)
    const stands: unknown = JSON.parse(stored.args)
    // bytes that may have left stay as they are in any case; what is read here is for being shown, or sent for the first time
    const read = rule && readArgs(rule.definition, stored.v, stands)
    const now = rule && read?.ok ? { v: rule.definition.v, args: read.value } : { v: stored.v, args: stands }
    const row: OutboxRow = {
      opId: stored.op_id,
      place: stored.place,
      lane: stored.lane,
      type: stored.type,
      ...now,
      base: Base.parse(JSON.parse(stored.base)),
      state: stored.state,
      frozen: stored.frozen,
      attempts: stored.attempts,
      nextAtMs: stored.next_at_ms,
      acceptedSeq: stored.accepted_seq,
      rejection: stored.rejection ? Rejection.parse(JSON.parse(stored.rejection)) : null,
      createdAtMs: stored.created_at_ms,
      quiet: rule?.quiet === true
    }
    // bytes that may have left already are sent again as they are, whatever this version thinks of them
    return read?.ok || row.frozen !== null ? row : unreadable(row)
  })
}

/** sha256 of each file that a row names. */
export function blobsOf(rules: OutboxRules, { type, v, args }: Pick<OutboxRow, 'type' | 'v' | 'args'>) {
  const definition = rules.get(type)?.definition
  return definition?.v === v ? [...(definition.blobs?.(args) ?? [])] : []
}

function unreadable(row: OutboxRow): OutboxRow {
  const message = 'This version of the app cannot read it. Update the app, or discard it.'
  return { ...row, state: 'rejected', rejection: { code: 'unknown_type', detail: { message } } }
}

export function insertRow(tx: WritableDb, row: OutboxRow): void {
  tx.run(
    `INSERT INTO operations (op_id, place, lane, type, v, args, base, state, frozen, attempts, next_at_ms,
       accepted_seq, rejection, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.opId,
    row.place,
    row.lane,
    row.type,
    row.v,
    JSON.stringify(row.args),
    JSON.stringify(row.base),
    row.state,
    row.frozen,
    row.attempts,
    row.nextAtMs,
    row.acceptedSeq,
    row.rejection ? JSON.stringify(row.rejection) : null,
    row.createdAtMs
  )
}

/** Writes what may change in the life of a row; ids, place, args and base never do. */
export function updateRow(tx: WritableDb, row: OutboxRow): void {
  tx.run(
    `UPDATE operations SET state = ?, frozen = ?, attempts = ?, next_at_ms = ?, accepted_seq = ?, rejection = ?
     WHERE op_id = ?`,
    row.state,
    row.frozen,
    row.attempts,
    row.nextAtMs,
    row.acceptedSeq,
    row.rejection ? JSON.stringify(row.rejection) : null,
    row.opId
  )
}

export function deleteRow(tx: WritableDb, opId: string): void {
  tx.run('DELETE FROM operations WHERE op_id = ?', opId)
}
