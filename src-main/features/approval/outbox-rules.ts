import { requestDecide, requestNoteUndone, requestSee } from '#shared/features/approval/operations.ts'
import { asksFor, type OutboxRule } from '../../outbox/outbox-row.ts'

/** How long a decision, and the mail that follows from it, can be undone before it leaves, in milliseconds. */
export const UNDO_MS = 6000

/** What the Outbox must know of this room's Operations. */
export const approvalOutboxRules: readonly OutboxRule[] = [
  {
    definition: requestDecide,
    leavesAfterMs: UNDO_MS,
    topics: () => ['requests'],
    whenUndone(row) {
      if (!asksFor(row, requestDecide)) return null
      const { requestId, outcome } = row.args
      return { definition: requestNoteUndone, args: { requestId, outcome, decisionOpId: row.opId } }
    }
  },
  // of interest to the audit trail alone
  { definition: requestSee, quiet: true, topics: () => [] },
  { definition: requestNoteUndone, quiet: true, topics: () => [] }
]
