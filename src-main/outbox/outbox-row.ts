import type { RejectionCode } from '#shared/base/error-codes.ts'
import type { OpId } from '#shared/base/ids.ts'
import type { Topic } from '#shared/contract/ipc.ts'
import type { Base, Lane, OperationDefinition } from '#shared/sync/operation.ts'
import type { RejectionDetail } from '#shared/sync/receipt.ts'
import type { OutboxState } from '#shared/sync/status.ts'

/** One Operation of the Outbox as it stands in memory; the file holds the same. */
export interface OutboxRow<Args = unknown> {
  readonly opId: OpId
  /** the order of the whole Outbox; a retry inherits the place of what it replaces */
  readonly place: number
  readonly lane: Lane
  readonly type: string
  readonly v: number
  readonly args: Args
  readonly base: Base
  readonly state: OutboxState
  /** the Operation's bytes, once they may have left this computer */
  readonly frozen: string | null
  readonly attempts: number
  readonly nextAtMs: number | null
  readonly acceptedSeq: number | null
  readonly rejection: { code: RejectionCode; detail: RejectionDetail } | null
  readonly createdAtMs: number
  /** of no interest to a person: never shown, replaced by the next of its Lane while unsent, dropped when refused */
  readonly quiet: boolean
}

/** Whether a row asks for this type of Operation; its args are then of that type. */
export function asksFor<Args, Row extends Pick<OutboxRow, 'type' | 'v' | 'args'>>(
  row: Row,
  definition: OperationDefinition<string, Args>
): row is Row & { readonly args: Args } {
  return row.type === definition.type && row.v === definition.v
}

/** What the Outbox must know of a type of Operation; features hand these in. */
export interface OutboxRule {
  definition: OperationDefinition
  quiet?: boolean
  /** how long it stays on this computer before it may leave, to be undone; at once without it */
  leavesAfterMs?: number
  /** what is asked for, quietly, when its author takes back one that never left */
  whenUndone?(row: OutboxRow): { definition: OperationDefinition; args: unknown } | null
  /** the Views over which a row of this type is laid */
  topics(row: OutboxRow): Topic[]
}
