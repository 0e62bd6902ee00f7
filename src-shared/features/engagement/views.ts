import { z } from 'zod'
import { RejectionCode } from '../../base/error-codes.ts'
import { ChannelId, ConversationId, EngagementId, MessageId, OpId } from '../../base/ids.ts'
import { RejectionDetail } from '../../sync/receipt.ts'
import { EngagementCard, EngagementContent, EngagementType } from './content.ts'
import { EngagementOutcome, EngagementState } from './entities.ts'

/** What can be sent to the follower of a conversation now, by title. */
export const AvailableEngagements = z.array(EngagementCard)

/** The engagement that a draft holds: what it is, and why it cannot be sent; nothing of a draft that holds none. */
export const PickedEngagement = z.object({ card: EngagementCard.nullable(), why: z.string().nullable() })
export type PickedEngagement = z.infer<typeof PickedEngagement>

/** An engagement within a thread: what the follower sees, and how far they have come. */
export const SentCard = z.object({ card: EngagementCard, outcome: EngagementOutcome })
export type SentCard = z.infer<typeof SentCard>

/** An engagement that a follower was sent before, newest first. */
export const ReceivedEngagement = z.object({
  messageId: MessageId,
  conversationId: ConversationId,
  /** where its message stands in that conversation; null while the message is not here */
  position: z.number().int().nullable(),
  type: EngagementType,
  title: z.string(),
  channelName: z.string(),
  sentAtMs: z.number().int(),
  outcome: EngagementOutcome,
  outcomeAtMs: z.number().int()
})
export type ReceivedEngagement = z.infer<typeof ReceivedEngagement>

/** An engagement as its administrators see it, with what is not settled laid over it. */
export const EngagementView = z.object({
  engagementId: EngagementId,
  channelId: ChannelId,
  channelName: z.string(),
  state: EngagementState,
  content: EngagementContent,
  /** 0 while it exists only here */
  version: z.number().int(),
  updatedAtMs: z.number().int(),
  isPending: z.boolean(),
  refusal: z.object({ opId: OpId, code: RejectionCode, detail: RejectionDetail }).nullable()
})
export type EngagementView = z.infer<typeof EngagementView>
