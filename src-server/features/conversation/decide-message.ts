import type { ChannelId, ConversationId, FollowerId, MessageId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { Conversation, Message } from '#shared/features/conversation/entities.ts'
import { ownershipOf, previewOf, STALE_REPLY_MS } from '#shared/features/conversation/rules.ts'
import type { EngagementCard } from '#shared/features/engagement/content.ts'
import { type Asked, alreadyTaken, type ConversationNow, type Decision, ownedBy, reject } from './decision.ts'

/** A message and what it makes of its conversation. */
export interface Posted {
  message: Message
  conversation: Conversation
}

interface Reply extends Asked {
  messageId: MessageId
  text: string
  attachments: readonly Attachment[]
  /** what the message brings besides; its text is then the title */
  engagement?: EngagementCard
  /** the agent confirmed to write in a colleague's place */
  takeOver: boolean
  /** when it was written, by the server's clock as far as that can be told */
  clientTimeMs: number
}

/**
 * A reply of an agent. What nobody holds becomes the agent's; a colleague's is written to only with a confirmed
 * take-over that still speaks of this owner. A conversation that a colleague closed counts as theirs for an agent who
 * has not seen that. An old reply to which the follower wrote something newer comes back to be read again.
 */
export function decideReply(now: ConversationNow, reply: Reply): Decision<Posted> {
  const { conversation } = now
  if (!now.chatEnabled) return reject('chat_disabled')
  if (!mayWrite(conversation, reply)) return alreadyTaken(now)
  // what seems to come from the future is young
  const ageMs = Math.max(0, reply.nowMs - reply.clientTimeMs)
  if (ageMs > STALE_REPLY_MS && conversation.inboundSeq > (reply.base.inboundSeq ?? 0)) {
    return reject('needs_review', { inboundSeq: conversation.inboundSeq })
  }
  const owned = ownedBy(conversation, reply.actorId, reply.nowMs)
  return { kind: 'change', row: post(owned, reply, 'out', reply) }
}

function mayWrite(conversation: Conversation, reply: Reply): boolean {
  const seen = reply.base.version === conversation.ownerVersion
  if (ownershipOf(conversation, reply.actorId) === 'colleague') return reply.takeOver && seen
  if (conversation.status === 'finished') return seen || conversation.ownerId === reply.actorId
  return true
}

/** What a follower's first message needs besides. */
export interface Opening {
  conversationId: ConversationId
  channelId: ChannelId
  followerId: FollowerId
}

/** A follower's message: it opens a conversation, or makes a finished one wait for an agent again. */
export function decideInbound(
  current: Conversation | null,
  opening: Opening,
  inbound: { messageId: MessageId; text: string; attachments?: readonly Attachment[]; nowMs: number }
): Posted {
  const conversation = reopened(current ?? opened(opening, inbound.nowMs), inbound.nowMs)
  return post(
    { ...conversation, inboundSeq: conversation.inboundSeq + 1 },
    { ...inbound, attachments: inbound.attachments ?? [] },
    'in',
    { actorId: null, nowMs: inbound.nowMs }
  )
}

function opened({ conversationId, channelId, followerId }: Opening, nowMs: number): Conversation {
  return {
    id: conversationId,
    channelId,
    followerId,
    status: 'unanswered',
    ownerId: null,
    ownerVersion: 1,
    ownedAtMs: nowMs,
    inboundSeq: 0,
    lastPosition: 0,
    deliveredPosition: 0,
    lastMessage: null,
    createdAtMs: nowMs,
    lastActivityMs: nowMs,
    version: 0
  }
}

function reopened(conversation: Conversation, nowMs: number): Conversation {
  if (conversation.status !== 'finished') return conversation
  return {
    ...conversation,
    status: 'unanswered',
    ownerId: null,
    ownerVersion: conversation.ownerVersion + 1,
    ownedAtMs: nowMs
  }
}

function post(
  conversation: Conversation,
  {
    messageId,
    text,
    attachments,
    engagement
  }: Pick<Reply, 'messageId' | 'text' | 'attachments' | 'engagement'>,
  direction: Message['direction'],
  by: { actorId: Message['authorId']; nowMs: number }
): Posted {
  const position = conversation.lastPosition + 1
  return {
    message: {
      id: messageId,
      conversationId: conversation.id,
      position,
      direction,
      authorId: by.actorId,
      text,
      attachments: [...attachments],
      ...(engagement && { engagement }),
      sentAtMs: by.nowMs
    },
    conversation: {
      ...conversation,
      lastPosition: position,
      lastMessage: { direction, text: previewOf(text, attachments), atMs: by.nowMs },
      lastActivityMs: Math.max(conversation.lastActivityMs, by.nowMs),
      version: conversation.version + 1
    }
  }
}
