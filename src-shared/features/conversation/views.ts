import { z } from 'zod'
import { RejectionCode } from '../../base/error-codes.ts'
import { ChannelId, ConversationId, FollowerId, MessageId, NoteId, OpId, UserId } from '../../base/ids.ts'
import { RejectionDetail } from '../../sync/receipt.ts'
import { Attachment } from '../attachment/entities.ts'
import { ReceivedEngagement, SentCard } from '../engagement/views.ts'
import { Channel, ConversationStatus, Direction, Follower } from './entities.ts'

/** Mine: active and owned by me. Active: every active one, mine included. */
export const InboxFilter = z.enum(['mine', 'unanswered', 'active', 'finished', 'all'])
export type InboxFilter = z.infer<typeof InboxFilter>

/** Keyset of the last row of a page: rows are ordered by (lastActivityMs, conversationId), newest first. */
export const InboxKey = z.object({ lastActivityMs: z.number().int(), conversationId: ConversationId })
export type InboxKey = z.infer<typeof InboxKey>

export const InboxArgs = z.object({
  filter: InboxFilter,
  channelId: ChannelId.nullable(),
  /** words of the follower's name, phone or the channel; empty for no search */
  search: z.string().max(200),
  after: InboxKey.nullable(),
  limit: z.number().int().min(1).max(500)
})
export type InboxArgs = z.infer<typeof InboxArgs>

/** What is not yet settled about a conversation itself. */
export const PendingAct = z.enum(['taking', 'finishing', 'transferring'])

/** Who answers, as a person reads it. */
const OwnerView = z.object({ userId: UserId, name: z.string(), isMe: z.boolean() })

export const InboxRow = z.object({
  conversationId: ConversationId,
  followerId: FollowerId,
  followerName: z.string(),
  channelName: z.string(),
  channelColor: z.number().int(),
  status: ConversationStatus,
  owner: OwnerView.nullable(),
  pendingAct: PendingAct.nullable(),
  lastMessage: z
    .object({
      direction: Direction,
      text: z.string(),
      /** true while the newest message is mine and not yet settled */
      unsent: z.boolean()
    })
    .nullable(),
  lastActivityMs: z.number().int(),
  unread: z.number().int(),
  hasDraft: z.boolean(),
  /** something of mine here was refused and waits for me */
  needsAttention: z.boolean()
})
export type InboxRow = z.infer<typeof InboxRow>

export const InboxPage = z.object({ rows: z.array(InboxRow), next: InboxKey.nullable() })
export type InboxPage = z.infer<typeof InboxPage>

export const InboxCounts = z.object({
  mine: z.number().int(),
  unanswered: z.number().int(),
  active: z.number().int(),
  finished: z.number().int(),
  all: z.number().int(),
  /** unread messages in conversations of mine */
  unreadMine: z.number().int()
})
export type InboxCounts = z.infer<typeof InboxCounts>

/** Where an own message stands. `sent` only on a durable Receipt; `waiting` is held behind a refused one of its Lane. */
export const SendState = z.enum(['queued', 'sending', 'sent', 'delivered', 'waiting', 'retrying', 'refused'])
export type SendState = z.infer<typeof SendState>

export const Bubble = z.object({
  /** the message's id, which is the opId of a message of an agent */
  messageId: MessageId,
  /** null while it exists only here */
  position: z.number().int().nullable(),
  direction: Direction,
  author: OwnerView.nullable(),
  text: z.string(),
  attachments: z.array(Attachment),
  /** the engagement that it brings: the text is then its title */
  engagement: SentCard.optional(),
  /** which share of its files is with the server, 0-1, while they are on their way; else null */
  uploadShare: z.number().nullable(),
  atMs: z.number().int(),
  /** null on the follower's messages */
  sendState: SendState.nullable(),
  /** why it was refused; only with `refused` */
  rejection: z.object({ code: RejectionCode, detail: RejectionDetail }).nullable(),
  /** when it is tried next; only with `retrying` */
  nextAtMs: z.number().int().nullable()
})
export type Bubble = z.infer<typeof Bubble>

/** A note in a thread, seen by agents only. */
export const NoteView = z.object({
  noteId: NoteId,
  /** the message it stands behind; null while it exists only here */
  afterPosition: z.number().int().nullable(),
  author: OwnerView.nullable(),
  /** may be empty when the conversation was transferred with it */
  text: z.string(),
  /** who got the conversation with it */
  transferredTo: OwnerView.nullable(),
  atMs: z.number().int(),
  /** null once the server has it */
  sendState: SendState.nullable(),
  rejection: z.object({ code: RejectionCode, detail: RejectionDetail }).nullable(),
  nextAtMs: z.number().int().nullable()
})
export type NoteView = z.infer<typeof NoteView>

export const ThreadArgs = z.object({
  conversationId: ConversationId,
  /** the page ends before this position; null for the newest */
  before: z.number().int().positive().nullable(),
  /** the page begins behind this position and goes on towards the newest; `before` then counts for nothing */
  after: z.number().int().nonnegative().optional(),
  limit: z.number().int().min(1).max(500)
})

/** Messages oldest first; unsettled own ones stand at the end of the newest page. */
export const ThreadPage = z.object({
  bubbles: z.array(Bubble),
  /** those among the bubbles, in their order; unsettled own ones at the end */
  notes: z.array(NoteView),
  /** older messages exist */
  more: z.boolean(),
  /** newer messages exist */
  newer: z.boolean()
})
export type ThreadPage = z.infer<typeof ThreadPage>

export const MessageSearchArgs = z.object({
  /** all of its words must be in a message; words between quotes stand side by side; a word of three letters or more may go on */
  query: z.string().max(200),
  /** `best` ranks the newest 500 matches, and is one page */
  order: z.enum(['newest', 'best']),
  /** `next` of the page before; null for the first one */
  before: z.number().int().nullable(),
  limit: z.number().int().min(1).max(200)
})
export type MessageSearchArgs = z.infer<typeof MessageSearchArgs>

/** A message in which the words of a query were found. */
export const FoundMessage = z.object({
  messageId: MessageId,
  conversationId: ConversationId,
  position: z.number().int(),
  followerName: z.string(),
  channelName: z.string(),
  channelColor: z.number().int(),
  direction: Direction,
  author: OwnerView.nullable(),
  text: z.string(),
  atMs: z.number().int()
})
export type FoundMessage = z.infer<typeof FoundMessage>

export const MessageSearchPage = z.object({
  messages: z.array(FoundMessage),
  /** goes on from here; null when there is no more */
  next: z.number().int().nullable()
})
export type MessageSearchPage = z.infer<typeof MessageSearchPage>

export const NoteSearchArgs = z.object({
  /** each of its words must begin a word of the note */
  query: z.string().max(200),
  limit: z.number().int().min(1).max(50)
})
export type NoteSearchArgs = z.infer<typeof NoteSearchArgs>

export const FoundNote = z.object({
  noteId: NoteId,
  conversationId: ConversationId,
  afterPosition: z.number().int(),
  followerName: z.string(),
  channelName: z.string(),
  author: OwnerView.nullable(),
  text: z.string(),
  atMs: z.number().int()
})
export type FoundNote = z.infer<typeof FoundNote>

/** What a search looks through: how many messages are here, and when the oldest conversation began. */
export const SearchCoverage = z.object({ messages: z.number().int(), sinceMs: z.number().int().nullable() })
export type SearchCoverage = z.infer<typeof SearchCoverage>

/** What stands above a thread, and what the composer must know. */
export const ConversationHeader = z.object({
  conversationId: ConversationId,
  follower: Follower,
  channel: Channel,
  status: ConversationStatus,
  owner: OwnerView.nullable(),
  pendingAct: PendingAct.nullable(),
  /** the bases that an act from this screen carries */
  ownerVersion: z.number().int(),
  inboundSeq: z.number().int(),
  /** how many inbound messages were read before; where "new since you left" stands */
  readInboundSeq: z.number().int(),
  /** a take or finish of mine that was refused */
  refusedAct: z
    .object({ opId: OpId, act: PendingAct, code: RejectionCode, detail: RejectionDetail })
    .nullable()
})
export type ConversationHeader = z.infer<typeof ConversationHeader>

/** The side panel: who the follower is, and their other chats. */
export const FollowerPanel = z.object({
  follower: Follower,
  channel: Channel,
  conversationCreatedAtMs: z.number().int(),
  messages: z.number().int(),
  /** what they were sent on every channel, newest first */
  engagements: z.array(ReceivedEngagement),
  otherConversations: z.array(
    z.object({
      conversationId: ConversationId,
      channelName: z.string(),
      status: ConversationStatus,
      ownerName: z.string().nullable(),
      lastText: z.string(),
      lastActivityMs: z.number().int()
    })
  )
})
export type FollowerPanel = z.infer<typeof FollowerPanel>

/** Somebody to whom a conversation can be transferred. */
export const Colleague = z.object({ userId: UserId, name: z.string() })
export type Colleague = z.infer<typeof Colleague>

/** A channel as Settings and the Chat tab list it. */
export const ChannelView = Channel.extend({
  /** a change of mine that is not settled */
  pendingChatEnabled: z.boolean().nullable(),
  openConversations: z.number().int()
})
export type ChannelView = z.infer<typeof ChannelView>

/** Whom it is for: the follower, or only the agents. */
export const DraftMode = z.enum(['reply', 'note'])

/** Most files that a draft holds; what is more than one message takes goes out as several, in order. */
export const DRAFT_MAX_FILES = 100

/** Most characters of a draft: far more than a message may have, so that a long paste is kept while it is cut down. */
export const DRAFT_MAX_CHARS = 100_000

/** All that an agent has begun to write, as one thing. */
export const DraftContent = z.object({
  text: z.string().max(DRAFT_MAX_CHARS),
  attachments: z.array(Attachment).max(DRAFT_MAX_FILES),
  /** the engagement that was picked to go with it */
  engagementId: z.string().max(64).nullable(),
  mode: DraftMode
})
export type DraftContent = z.infer<typeof DraftContent>

/** What an agent has begun to write in one conversation; it belongs to that one only. */
export const Draft = DraftContent.extend({ conversationId: ConversationId, updatedAtMs: z.number().int() })
export type Draft = z.infer<typeof Draft>
