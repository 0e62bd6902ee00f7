import { z } from 'zod'
import {
  ChannelId,
  ConversationId,
  EngagementId,
  FollowerId,
  MessageId,
  NoteId,
  UserId
} from '../../base/ids.ts'
import { defineEntity } from '../../sync/change.ts'
import { Attachment } from '../attachment/entities.ts'
import { EngagementCard, EngagementType } from '../engagement/content.ts'

/** A page that people follow; its chat is off until a lead turns it on. */
export const Channel = z.object({
  id: ChannelId,
  /** part of the follower page's address */
  slug: z.string().max(80),
  name: z.string().max(200),
  partnerName: z.string().max(200),
  /** stable accent as an index into the palette, 0-11 */
  color: z.number().int().min(0).max(11),
  chatEnabled: z.boolean(),
  /** the types that the package of its partner allows; absent for all */
  engagementTypes: z.array(EngagementType).optional(),
  version: z.number().int()
})
export type Channel = z.infer<typeof Channel>

export const Follower = z.object({
  id: FollowerId,
  name: z.string().max(300),
  phone: z.string().max(40),
  email: z.string().max(320),
  locale: z.string().max(20),
  city: z.string().max(120),
  followedSinceMs: z.number().int(),
  /** what the platform does not let them have; absent for nothing */
  barredEngagements: z.array(EngagementId).max(1000).optional(),
  version: z.number().int()
})
export type Follower = z.infer<typeof Follower>

/** Unanswered waits for any agent; active belongs to its owner; finished was closed by its owner. */
export const ConversationStatus = z.enum(['unanswered', 'active', 'finished'])
export type ConversationStatus = z.infer<typeof ConversationStatus>

export const Direction = z.enum(['in', 'out'])
export type Direction = z.infer<typeof Direction>

const LastMessage = z.object({
  direction: Direction,
  /** the first 200 characters, on one line */
  text: z.string(),
  atMs: z.number().int()
})

/** A two-way, one-to-one chat of a follower with a channel; one per pair. */
export const Conversation = z.object({
  id: ConversationId,
  channelId: ChannelId,
  followerId: FollowerId,
  status: ConversationStatus,
  /** who answers (active) or closed it (finished); null while unanswered */
  ownerId: UserId.nullable(),
  /** grows with each change of status or owner: the base of take and finish */
  ownerVersion: z.number().int(),
  /** when the owner or status last changed */
  ownedAtMs: z.number().int(),
  /** how many messages the follower has written: the base of finish, reply and read */
  inboundSeq: z.number().int(),
  /** position of the newest message */
  lastPosition: z.number().int(),
  /** up to which position the follower's page has shown the agents' messages */
  deliveredPosition: z.number().int(),
  lastMessage: LastMessage.nullable(),
  createdAtMs: z.number().int(),
  lastActivityMs: z.number().int(),
  version: z.number().int()
})
export type Conversation = z.infer<typeof Conversation>

/** Most characters in one message. */
export const MESSAGE_MAX_CHARS = 4000

export const Message = z.object({
  id: MessageId,
  conversationId: ConversationId,
  /** 1, 2, 3 ... within the conversation, in the server's order */
  position: z.number().int().positive(),
  direction: Direction,
  /** the agent who wrote it; null for the follower */
  authorId: UserId.nullable(),
  /** empty only when files go with it */
  text: z.string(),
  attachments: z.array(Attachment).default([]),
  /** what it brings the follower: the text is then its title, the attachments are its files */
  engagement: EngagementCard.optional(),
  /** the server's clock */
  sentAtMs: z.number().int()
})
export type Message = z.infer<typeof Message>

/** Most characters in one note. */
export const NOTE_MAX_CHARS = 4000

/**
 * What agents tell each other beside a conversation. It is no message: it has no place among the messages' positions, changes
 * nothing of its conversation, and no follower ever receives one.
 */
export const Note = z.object({
  /** the opId that wrote it */
  id: NoteId,
  conversationId: ConversationId,
  /** position of the newest message when it was written, behind which it stands; 0 for none */
  afterPosition: z.number().int().nonnegative(),
  authorId: UserId,
  /** empty only when the conversation was transferred without a word */
  text: z.string(),
  /** who got the conversation with it; null for a plain note */
  transferredToId: UserId.nullable(),
  /** the server's clock */
  writtenAtMs: z.number().int()
})
export type Note = z.infer<typeof Note>

/** How far one user has read one conversation; only that user receives it. */
export const ReadMark = z.object({
  conversationId: ConversationId,
  userId: UserId,
  inboundSeq: z.number().int(),
  version: z.number().int()
})
export type ReadMark = z.infer<typeof ReadMark>

export const channelEntity = defineEntity({
  name: 'channel',
  row: Channel,
  id: (row) => row.id,
  version: (row) => row.version
})
export const followerEntity = defineEntity({
  name: 'follower',
  row: Follower,
  id: (row) => row.id,
  version: (row) => row.version
})
export const conversationEntity = defineEntity({
  name: 'conversation',
  row: Conversation,
  id: (row) => row.id,
  version: (row) => row.version
})
/** Attachments and the engagement are JSON, null where there are none. */
export const MESSAGE_TABLE = `CREATE TABLE rows (
  id TEXT NOT NULL, conversation_id TEXT NOT NULL, position INTEGER NOT NULL, direction TEXT NOT NULL, author_id TEXT,
  text TEXT NOT NULL, sent_at_ms INTEGER NOT NULL, attachments TEXT, engagement TEXT
) STRICT`

/** A message never changes once posted. */
export const messageEntity = defineEntity({
  name: 'message',
  row: Message,
  id: (row) => row.id,
  version: () => 1,
  table: MESSAGE_TABLE
})
/** A note never changes once written. */
export const noteEntity = defineEntity({
  name: 'note',
  row: Note,
  id: (row) => row.id,
  version: () => 1
})
export const readMarkEntity = defineEntity({
  name: 'read-mark',
  row: ReadMark,
  id: (row) => row.conversationId,
  version: (row) => row.version
})
