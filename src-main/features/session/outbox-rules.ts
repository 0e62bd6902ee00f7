import { userActivate, userDeactivate, userSetRole } from '#shared/features/session/operations.ts'
import type { OutboxRule } from '../../outbox/outbox-row.ts'

/** What the Outbox must know of this room's Operations; no View lays them over the colleagues yet. */
export const userOutboxRules: readonly OutboxRule[] = [userSetRole, userDeactivate, userActivate].map(
  (definition): OutboxRule => ({ definition, topics: () => [] })
)
