import { ChannelId, ConversationId, DeviceId, FollowerId, MessageId, OpId, UserId } from '#shared/base/ids.ts'
import type { Channel, Conversation } from '#shared/features/conversation/entities.ts'
import type { Operation, OperationDefinition } from '#shared/sync/operation.ts'

export const MIA = UserId.parse('mia')
export const TOM = UserId.parse('tom')
export const NOW_MS = Date.UTC(2026, 4, 4, 10, 0)
export const MINUTE_MS = 60_000

export function aConversation(changes: Partial<Conversation> = {}): Conversation {
  return {
    id: ConversationId.parse('chat'),
    channelId: ChannelId.parse('coffee'),
    followerId: FollowerId.parse('amal'),
    status: 'unanswered',
    ownerId: null,
    ownerVersion: 1,
    ownedAtMs: NOW_MS - 60 * MINUTE_MS,
    inboundSeq: 1,
    lastPosition: 1,
    deliveredPosition: 0,
    lastMessage: { direction: 'in', text: 'Hello', atMs: NOW_MS - 60 * MINUTE_MS },
    createdAtMs: NOW_MS - 60 * MINUTE_MS,
    lastActivityMs: NOW_MS - 60 * MINUTE_MS,
    version: 1,
    ...changes
  }
}

export function aChannel(changes: Partial<Channel> = {}): Channel {
  return {
    id: ChannelId.parse('coffee'),
    slug: 'northwind-coffee',
    name: 'Northwind Coffee',
    partnerName: 'Northwind',
    color: 2,
    chatEnabled: true,
    version: 1,
    ...changes
  }
}

export function messageId(id: string): MessageId {
  return MessageId.parse(id)
}

let operations = 0

/** An Operation as a desk sends it; each has an id and a deviceSeq of its own. */
export function anOperation<Args>(
  definition: OperationDefinition<string, Args>,
  args: Args,
  more: Partial<Pick<Operation, 'base' | 'clientTimeMs' | 'opId'>> = {}
): Operation {
  operations++
  return {
    opId: OpId.parse(`op-${operations}`),
    deviceId: DeviceId.parse('desk'),
    deviceSeq: operations,
    lane: definition.lane(args),
    type: definition.type,
    v: definition.v,
    args,
    base: {},
    blobs: [],
    clientTimeMs: NOW_MS,
    ...more
  }
}
