import {
  type Channel,
  type Conversation,
  channelEntity,
  conversationEntity,
  type Follower,
  followerEntity,
  type Message,
  messageEntity,
  type Note,
  noteEntity,
  type ReadMark,
  readMarkEntity
} from '#shared/features/conversation/entities.ts'
import type { EntityDefinition } from '#shared/sync/change.ts'
import type { DraftChange } from '../../feed/append.ts'
import type { Audience } from '../../feed/audience.ts'

function rowChange<Row>(
  type: string,
  entity: EntityDefinition<string, Row>,
  row: Row,
  audience: Audience = 'everyone'
): DraftChange {
  return {
    type,
    entity: entity.name,
    id: entity.id(row),
    audience,
    body: { kind: 'row', version: entity.version(row), row }
  }
}

/** A message and its conversation, in one append: nobody sees the one without the other. */
export function messagePosted(message: Message, conversation: Conversation): DraftChange[] {
  return [rowChange('message.posted', messageEntity, message), conversationChanged(conversation)]
}

export function conversationChanged(conversation: Conversation): DraftChange {
  return rowChange('conversation.changed', conversationEntity, conversation)
}

/** The same row by another name: the platform can be told that a chat was finished. */
export function conversationFinished(conversation: Conversation): DraftChange {
  return rowChange('conversation.finished', conversationEntity, conversation)
}

/** For everybody at the desks; the follower's page hears of messages only. */
export function noteWritten(note: Note): DraftChange {
  return rowChange('note.written', noteEntity, note)
}

export function channelChanged(channel: Channel): DraftChange {
  return rowChange('channel.changed', channelEntity, channel)
}

export function followerChanged(follower: Follower): DraftChange {
  return rowChange('follower.changed', followerEntity, follower)
}

/** A read mark is its reader's own business. */
export function conversationRead(mark: ReadMark): DraftChange {
  return rowChange('conversation.read', readMarkEntity, mark, { userId: mark.userId })
}
