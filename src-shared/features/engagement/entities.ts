import { z } from 'zod'
import { ChannelId, ConversationId, EngagementId, FollowerId, MessageId, UserId } from '../../base/ids.ts'
import { defineEntity } from '../../sync/change.ts'
import type { Role } from '../session/entities.ts'
import { EngagementContent, EngagementType, NAME_MAX_CHARS } from './content.ts'

/** A draft can be edited; an active one is offered and stays as it is; a finished one is offered no more; an archived one is out of the way. */
export const EngagementState = z.enum(['draft', 'active', 'finished', 'archived'])
export type EngagementState = z.infer<typeof EngagementState>

/** Something of the catalogue that can be sent to the followers of one channel. */
export const Engagement = z.object({
  id: EngagementId,
  channelId: ChannelId,
  state: EngagementState,
  content: EngagementContent,
  /** when it was first offered; null for one that only administrators know */
  activatedAtMs: z.number().int().nullable(),
  createdAtMs: z.number().int(),
  updatedAtMs: z.number().int(),
  version: z.number().int()
})
export type Engagement = z.infer<typeof Engagement>

/** The least role that may see what was never active, and manage the catalogue. */
export const CATALOGUE_ROLE: Role = 'admin'

/** How far a follower has come with one; each outcome includes those before it. */
export const EngagementOutcome = z.enum(['sent', 'seen', 'opened', 'redeemed'])
export type EngagementOutcome = z.infer<typeof EngagementOutcome>

/** One engagement that a follower was sent, and what became of it. */
export const SentEngagement = z.object({
  /** the message that carries it */
  id: MessageId,
  conversationId: ConversationId,
  followerId: FollowerId,
  engagementId: EngagementId,
  type: EngagementType,
  title: z.string().max(NAME_MAX_CHARS),
  sentById: UserId,
  sentAtMs: z.number().int(),
  outcome: EngagementOutcome,
  /** when the outcome became what it is */
  outcomeAtMs: z.number().int(),
  version: z.number().int()
})
export type SentEngagement = z.infer<typeof SentEngagement>

export const engagementEntity = defineEntity({
  name: 'engagement',
  row: Engagement,
  id: (row) => row.id,
  version: (row) => row.version
})
export const sentEngagementEntity = defineEntity({
  name: 'sent-engagement',
  row: SentEngagement,
  id: (row) => row.id,
  version: (row) => row.version
})
