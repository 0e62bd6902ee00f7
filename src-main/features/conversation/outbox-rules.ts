import type { Topic } from '#shared/contract/ipc.ts'
import {
  channelSetChat,
  conversationFinish,
  conversationRead,
  conversationTake,
  conversationTransfer,
  messageSend,
  noteWrite
} from '#shared/features/conversation/operations.ts'
import type { OutboxRow, OutboxRule } from '../../outbox/outbox-row.ts'

/** The Lane's id is the conversation's. */
function topics(row: OutboxRow): Topic[] {
  return ['inbox', `conversation:${row.lane.slice(row.lane.indexOf(':') + 1)}`]
}

/** What the Outbox must know of this room's Operations. */
export const conversationOutboxRules: readonly OutboxRule[] = [
  { definition: messageSend, topics },
  { definition: conversationTake, topics },
  { definition: conversationFinish, topics },
  { definition: conversationTransfer, topics },
  { definition: noteWrite, topics },
  // read marks only grow: the newest says it all, and nobody misses a refused one
  { definition: conversationRead, topics, quiet: true },
  { definition: channelSetChat, topics: () => ['channels'] }
]
