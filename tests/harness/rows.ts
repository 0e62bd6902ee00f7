import {
  CategoryId,
  ChannelId,
  ConversationId,
  FollowerId,
  MessageId,
  ResponseId,
  UserId
} from '#shared/base/ids.ts'
import type { CannedCategory, CannedResponse } from '#shared/features/canned-response/entities.ts'
import type {
  Channel,
  Conversation,
  Follower,
  Message,
  ReadMark
} from '#shared/features/conversation/entities.ts'
import type { User } from '#shared/features/session/entities.ts'
import type { Change, ChangeRange } from '#shared/sync/change.ts'

/** Builders of rows as the server sends them; every field may be overridden. */

export const ME = UserId.parse('mia')
export const AT_MS = Date.UTC(2026, 4, 1)

export function aUser(more: Partial<User> = {}): User {
  return { id: ME, name: 'Mia', role: 'agent', active: true, version: 1, ...more }
}

export function aChannel(more: Partial<Channel> = {}): Channel {
  return {
    id: ChannelId.parse('shop'),
    slug: 'shop',
    name: 'Green Shop',
    partnerName: 'Partner',
    color: 3,
    chatEnabled: true,
    version: 1,
    ...more
  }
}

export function aFollower(more: Partial<Follower> = {}): Follower {
  return {
    id: FollowerId.parse('amal'),
    name: 'Amal Haddad',
    phone: '+49 30 12 34',
    email: 'amal@example.test',
    locale: 'en',
    city: 'Berlin',
    followedSinceMs: AT_MS,
    version: 1,
    ...more
  }
}

export function aConversation(more: Partial<Conversation> = {}): Conversation {
  return {
    id: ConversationId.parse('chat'),
    channelId: ChannelId.parse('shop'),
    followerId: FollowerId.parse('amal'),
    status: 'unanswered',
    ownerId: null,
    ownerVersion: 1,
    ownedAtMs: AT_MS,
    inboundSeq: 1,
    lastPosition: 1,
    deliveredPosition: 0,
    lastMessage: { direction: 'in', text: 'Hello', atMs: AT_MS },
    createdAtMs: AT_MS,
    lastActivityMs: AT_MS,
    version: 1,
    ...more
  }
}

export function aMessage(more: Partial<Message> = {}): Message {
  return {
    id: MessageId.parse('hello'),
    conversationId: ConversationId.parse('chat'),
    position: 1,
    direction: 'in',
    authorId: null,
    text: 'Hello',
    attachments: [],
    sentAtMs: AT_MS,
    ...more
  }
}

export function aReadMark(more: Partial<ReadMark> = {}): ReadMark {
  return { conversationId: ConversationId.parse('chat'), userId: ME, inboundSeq: 1, version: 1, ...more }
}

const edited = { version: 1, updatedById: ME, updatedAtMs: AT_MS }

export function aCategory(more: Partial<CannedCategory> = {}): CannedCategory {
  return { id: CategoryId.parse('greetings'), name: 'Greetings', position: 1, ...edited, ...more }
}

export function aResponse(more: Partial<CannedResponse> = {}): CannedResponse {
  return {
    id: ResponseId.parse('welcome'),
    categoryId: CategoryId.parse('greetings'),
    ownerId: null,
    title: 'Welcome',
    text: 'Hello {{follower.firstName|there}}',
    attachments: [],
    engagementId: null,
    position: 1,
    usage: { inserted: 0, edited: 0, lastUsedAtMs: null },
    ...edited,
    ...more
  }
}

/** A row as a Change of the feed. */
export function rowChange(entity: string, row: object, seq: number, id: string): Change {
  const version = 'version' in row && typeof row.version === 'number' ? row.version : 1
  return { seq, type: `${entity}.changed`, entity, id, kind: 'row', version, row }
}

/** A message as the server posts it: with its conversation, under one seq. */
export function posted(seq: number, message: Message, conversation: Conversation): Change[] {
  return [
    rowChange('message', message, seq, message.id),
    rowChange('conversation', conversation, seq, conversation.id)
  ]
}

/** A small desk's worth of rows: one colleague besides me, one channel, one follower, one chat with one message. */
export function firstRows(): Record<string, unknown[]> {
  return {
    user: [aUser(), aUser({ id: UserId.parse('tom'), name: 'Tom' })],
    channel: [aChannel()],
    'canned-category': [aCategory()],
    'canned-response': [aResponse()],
    follower: [aFollower()],
    'read-mark': [],
    conversation: [aConversation()],
    message: [aMessage()]
  }
}

/** A range of the feed that ends at the head. */
export function aRange(
  from: number,
  to: number,
  items: Change[],
  more: Partial<ChangeRange> = {}
): ChangeRange {
  return { epoch: 'one', from, to, head: to, aclVersion: 1, items, more: false, ...more }
}
