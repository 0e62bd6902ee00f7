import type { ConversationId, UserId } from '#shared/base/ids.ts'
import type { Channel, Conversation, ReadMark } from '#shared/features/conversation/entities.ts'
import type { Decision } from './decision.ts'

/** How far an agent has read: it only grows, and never beyond what was written. */
export function decideRead(
  mark: ReadMark | null,
  read: { conversationId: ConversationId; userId: UserId; inboundSeq: number },
  inboundSeqNow: number
): Decision<ReadMark> {
  const inboundSeq = Math.min(read.inboundSeq, inboundSeqNow)
  if (inboundSeq <= (mark?.inboundSeq ?? 0)) return { kind: 'nothing' }
  return {
    kind: 'change',
    row: {
      conversationId: read.conversationId,
      userId: read.userId,
      inboundSeq,
      version: (mark?.version ?? 0) + 1
    }
  }
}

/** A channel's chat on or off; of two leads the last one is right. */
export function decideSetChat(channel: Channel, enabled: boolean): Decision<Channel> {
  if (channel.chatEnabled === enabled) return { kind: 'nothing' }
  return { kind: 'change', row: { ...channel, chatEnabled: enabled, version: channel.version + 1 } }
}

/** How far the follower's page has shown the agents' messages: it only grows, and never beyond the newest. */
export function decideDelivered(conversation: Conversation, position: number): Decision<Conversation> {
  const deliveredPosition = Math.min(position, conversation.lastPosition)
  if (deliveredPosition <= conversation.deliveredPosition) return { kind: 'nothing' }
  return { kind: 'change', row: { ...conversation, deliveredPosition, version: conversation.version + 1 } }
}
