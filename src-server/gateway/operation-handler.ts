import type { RejectionCode } from '#shared/base/error-codes.ts'
import type { Role } from '#shared/features/session/entities.ts'
import type { Operation, OperationDefinition } from '#shared/sync/operation.ts'
import type { RejectionDetail } from '#shared/sync/receipt.ts'
import type { DraftChange } from '../feed/append.ts'
import type { Tx } from '../storage/storage.ts'
import type { Actor } from './actor.ts'

/** What became of an Operation. Accepted without Changes means that it already was so. */
export type Verdict =
  | { status: 'accepted'; changes: DraftChange[] }
  | { status: 'rejected'; code: RejectionCode; detail: RejectionDetail }
  /** no verdict yet: it is judged anew when it comes again, after these files (sha256) have come */
  | { status: 'attachment_missing'; blobs: string[] }

export interface OperationContext<Args> {
  actor: Actor
  operation: Operation
  args: Args
  nowMs: number
}

/** How a room decides one type of Operation. What it wrote is undone unless it accepts, and it may be run again: it does nothing but write rows. */
export interface OperationHandler<Args = unknown> {
  definition: OperationDefinition<string, Args>
  /** the least role that may ask for it */
  role: Role
  run(tx: Tx, context: OperationContext<Args>): Promise<Verdict>
  /** it writes nothing before it is sure to accept, so that a refusal leaves nothing to undo */
  decidesFirst?: true
}

/** Types a handler by its definition, and erases the args' type for the registry, which parses before it runs. */
export function operationHandler<Args>(handler: OperationHandler<Args>): OperationHandler {
  return handler as OperationHandler
}
