import { sql } from 'kysely'
import type { ConversationId, TenantId } from '#shared/base/ids.ts'
import type { ReadTx } from '../../storage/storage.ts'

/** What the index of milestones has; written as the index is, so that a database sees that it fits. */
const IS_MILESTONE = sql<boolean>`position % 64 = 0`

/**
 * The first `limit` messages of a conversation behind position `after`, in their order. Each message knows the one before it: the way
 * begins at the next milestone behind them, or at the last message, and goes back.
 */
export function threadAfter(
  db: ReadTx,
  tenantId: TenantId,
  conversationId: ConversationId,
  after: number,
  limit: number
) {
  const thread = db.withRecursive('thread', (cte) =>
    cte
      .selectFrom('messages')
      .select(['messages.id', 'messages.previous_id', 'messages.position'])
      .where('messages.tenant_id', '=', tenantId)
      .where('messages.id', '=', (eb) =>
        eb.fn.coalesce(
          eb
            .selectFrom('messages as milestone')
            .select('milestone.id')
            .where('tenant_id', '=', tenantId)
            .where('conversation_id', '=', conversationId)
            .where('position', '>=', after + limit)
            .where(IS_MILESTONE)
            .orderBy('position')
            .limit(1),
          eb
            .selectFrom('conversations')
            .select('last_message_id')
            .where('tenant_id', '=', tenantId)
            .where('id', '=', conversationId)
        )
      )
      .where('messages.position', '>', after)
      .unionAll(
        // SQLite keeps the order of a cross join: another one would look at all messages for each step
        cte
          .selectFrom('thread')
          .crossJoin('messages')
          .whereRef('messages.id', '=', 'thread.previous_id')
          .select(['messages.id', 'messages.previous_id', 'messages.position'])
          .where('messages.tenant_id', '=', tenantId)
          .where('messages.position', '>', after)
      )
  )
  return thread
    .selectFrom('thread')
    .crossJoin('messages')
    .whereRef('messages.id', '=', 'thread.id')
    .where('messages.tenant_id', '=', tenantId)
    .orderBy('messages.position')
    .limit(limit)
}
