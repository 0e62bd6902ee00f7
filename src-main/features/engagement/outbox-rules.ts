import type { Topic } from '#shared/contract/ipc.ts'
import {
  engagementCreate,
  engagementEdit,
  engagementMove,
  engagementSend
} from '#shared/features/engagement/operations.ts'
import type { OutboxRow, OutboxRule } from '../../outbox/outbox-row.ts'

const topics = (): Topic[] => ['engagements']

/** What the Outbox must know of this room's Operations. */
export const engagementOutboxRules: readonly OutboxRule[] = [
  {
    definition: engagementSend,
    topics: (row: OutboxRow) => ['inbox', `conversation:${row.lane.slice(row.lane.indexOf(':') + 1)}`]
  },
  { definition: engagementCreate, topics },
  { definition: engagementEdit, topics },
  { definition: engagementMove, topics }
]
