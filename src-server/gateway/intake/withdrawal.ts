import type { OpId } from '#shared/base/ids.ts'
import { opCancel } from '#shared/sync/cancel.ts'
import type { Operation } from '#shared/sync/operation.ts'
import type { Receipt } from '#shared/sync/receipt.ts'
import type { ReceiptsTable } from '../../storage/schema.ts'
import { operationHandler, type Verdict } from '../operation-handler.ts'
import type { ReceiptBook } from './receipts.ts'

/** Stands where the hash of an Operation would: it was withdrawn before it was seen, so its content is not known. */
export const WITHDRAWN_UNSEEN = 'withdrawn-unseen'

/** Anybody may ask; whether it is too late is in the book of Receipts, which `withdraw` looks into. */
export const cancelHandler = operationHandler({
  definition: opCancel,
  role: 'agent',
  run: async () => ({ status: 'accepted', changes: [] })
})

/** The Operation that another one withdraws; null when it does something else. */
export function withdrawnBy({ type, args }: Operation): OpId | null {
  return type === opCancel.type ? (opCancel.args.safeParse(args).data?.opId ?? null) : null
}

/**
 * Carries an accepted withdrawal out: an Operation without a Receipt gets one, so that no later copy of it takes effect;
 * one that has its Receipt keeps it, and the withdrawal is too late. Every other verdict stays as it is.
 */
export function withdraw(
  book: ReceiptBook,
  operation: Operation,
  verdict: Verdict,
  by: Omit<ReceiptsTable, 'op_id' | 'hash' | 'body'>
): Verdict {
  const opId = verdict.status === 'accepted' ? withdrawnBy(operation) : null
  if (opId === null) return verdict
  if (book.ofOperation(opId)) return { status: 'rejected', code: 'too_late', detail: {} }
  const receipt: Receipt = { opId, status: 'rejected', code: 'cancelled', detail: {} }
  book.add({
    ...by,
    op_id: opId,
    // its own is not known, and the negative one of its withdrawal is as unique
    device_seq: -by.device_seq,
    hash: WITHDRAWN_UNSEEN,
    body: JSON.stringify(receipt)
  })
  return verdict
}
