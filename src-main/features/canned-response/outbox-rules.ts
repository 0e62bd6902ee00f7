import type { Topic } from '#shared/contract/ipc.ts'
import {
  categoryCreate,
  categoryMove,
  categoryRemove,
  categoryRename,
  responseCreate,
  responseEdit,
  responseMove,
  responseRemove,
  responseUse
} from '#shared/features/canned-response/operations.ts'
import type { OutboxRule } from '../../outbox/outbox-row.ts'

const topics = (): Topic[] => ['canned']

/** What the Outbox must know of this room's Operations. */
export const cannedResponseOutboxRules: readonly OutboxRule[] = [
  { definition: categoryCreate, topics },
  { definition: categoryRename, topics },
  { definition: categoryRemove, topics },
  { definition: categoryMove, topics },
  { definition: responseCreate, topics },
  { definition: responseEdit, topics },
  { definition: responseRemove, topics },
  { definition: responseMove, topics },
  { definition: responseUse, topics: () => [], quiet: true }
]
