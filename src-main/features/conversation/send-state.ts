import type { SendState } from '#shared/features/conversation/views.ts'
import type { OutboxRow } from '../../outbox/outbox-row.ts'

/**
 * Where an own message stands while it is in the Outbox. A lost answer leaves it `sending` (or `retrying`): only a
 * Receipt makes it sent.
 * @param held an earlier Operation of its Lane was refused
 */
export function sendStateOf(row: OutboxRow, held: boolean, nowMs: number): SendState {
  switch (row.state) {
    case 'rejected':
      return 'refused'
    case 'accepted':
      return 'sent'
    case 'queued':
    case 'sending':
      if (held) return 'waiting'
      if (row.nextAtMs !== null && row.nextAtMs > nowMs) return 'retrying'
      return row.state
  }
}

/** Where a message stands that the server has: on the follower's page, or on its way there. */
export function postedState(position: number, deliveredPosition: number): SendState {
  return position <= deliveredPosition ? 'delivered' : 'sent'
}
