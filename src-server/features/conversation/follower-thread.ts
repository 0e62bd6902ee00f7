import type { TenantId } from '#shared/base/ids.ts'
import type { FollowerChannel, FollowerMessage, FollowerThread } from '#shared/contract/wire.ts'
import type { FileLimits } from '#shared/features/attachment/entities.ts'
import type { Channel, Conversation, Message } from '#shared/features/conversation/entities.ts'
import type { SentEngagement } from '#shared/features/engagement/entities.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { toFollowerEngagement } from '../engagement/follower-steps.ts'
import type { Visit } from './follower-session.ts'
import { conversationOf } from './repository.ts'
import { toMessage } from './rows.ts'
import { threadAfter } from './thread.ts'

/** How many messages a page gets at once: the newest ones at first, more when it catches up. */
const FIRST_MESSAGES = 100
const MORE_MESSAGES = 500

/** What a follower's page knows of its channel. */
export function toFollowerChannel(channel: Channel): FollowerChannel {
  const { slug, name, partnerName, color, chatEnabled } = channel
  return { slug, name, partnerName, color, chatEnabled }
}

/**
 * A message as a follower's page knows it: of the agent no more than the first name, of an engagement the card in place of its title.
 * @param sent what became of the engagement that it brings; without it none has begun
 */
export function toFollowerMessage(
  message: Message,
  authorName: string | null,
  sent: Pick<SentEngagement, 'outcome' | 'outcomeAtMs'> = { outcome: 'sent', outcomeAtMs: message.sentAtMs }
): FollowerMessage {
  const { id, position, direction, attachments, sentAtMs } = message
  const engagement = message.engagement ? toFollowerEngagement(message.engagement.content, sent) : null
  const text = engagement ? '' : message.text
  const agentName = direction === 'out' && authorName !== null ? firstName(authorName) : null
  return { id, position, direction, agentName, text, attachments, engagement, sentAtMs }
}

function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name
}

/** All that a page needs to paint: the newest messages, or those after a position. */
export async function readThread(
  db: ReadTx,
  visit: Visit,
  after: number,
  fileLimits: FileLimits
): Promise<FollowerThread> {
  const { tenantId, channel, follower } = visit
  const conversation = follower && (await conversationOf(db, tenantId, channel.id, follower.id))
  return {
    channel: toFollowerChannel(channel),
    follower: follower && { name: follower.name },
    conversationId: conversation?.id ?? null,
    messages: conversation ? await messagesOf(db, tenantId, conversation, after) : [],
    lastPosition: conversation?.lastPosition ?? 0,
    fileLimits
  }
}

async function messagesOf(
  db: ReadTx,
  tenantId: TenantId,
  conversation: Conversation,
  after: number
): Promise<FollowerMessage[]> {
  const from = after > 0 ? after : Math.max(0, conversation.lastPosition - FIRST_MESSAGES)
  const rows = await threadAfter(db, tenantId, conversation.id, from, MORE_MESSAGES)
    .leftJoin('users', (join) =>
      join.onRef('users.tenant_id', '=', 'messages.tenant_id').onRef('users.id', '=', 'messages.author_id')
    )
    .leftJoin('sent_engagements as sent', (join) =>
      join.onRef('sent.tenant_id', '=', 'messages.tenant_id').onRef('sent.id', '=', 'messages.id')
    )
    .selectAll('messages')
    .select(['users.name as author_name', 'sent.outcome', 'sent.outcome_at_ms'])
    .execute()
  return rows.map(({ author_name, outcome, outcome_at_ms: outcomeAtMs, ...row }) =>
    outcome === null || outcomeAtMs === null
      ? toFollowerMessage(toMessage(row), author_name)
      : toFollowerMessage(toMessage(row), author_name, { outcome, outcomeAtMs })
  )
}
