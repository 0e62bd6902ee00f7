import type { UserId } from '#shared/base/ids.ts'
import { type Projections, projectionsInOrder } from '../cache/projection.ts'
import { approvalOutboxRules } from '../features/approval/outbox-rules.ts'
import { requestProjection, requestStepProjection } from '../features/approval/project.ts'
import { cannedResponseOutboxRules } from '../features/canned-response/outbox-rules.ts'
import { categoryProjection, responseProjection } from '../features/canned-response/project.ts'
import { conversationOutboxRules } from '../features/conversation/outbox-rules.ts'
import {
  conversationProjection,
  messageProjection,
  readMarkProjection
} from '../features/conversation/project.ts'
import { noteProjection } from '../features/conversation/project-notes.ts'
import { channelProjection, followerProjection } from '../features/conversation/project-people.ts'
import { engagementOutboxRules } from '../features/engagement/outbox-rules.ts'
import { engagementProjection, sentEngagementProjection } from '../features/engagement/project.ts'
import { partnerProjection } from '../features/partner/project.ts'
import { userOutboxRules } from '../features/session/outbox-rules.ts'
import { userProjection } from '../features/session/project.ts'
import type { OutboxRules } from '../outbox/row-store.ts'
import { withdrawalRule } from '../outbox/withdrawal.ts'

/** Every room's Projections, in the order in which their rows depend on each other. */
export function projectionsFor(me: UserId): Projections {
  return projectionsInOrder([
    userProjection,
    channelProjection,
    categoryProjection,
    responseProjection,
    engagementProjection,
    partnerProjection,
    requestProjection,
    requestStepProjection,
    followerProjection,
    readMarkProjection,
    conversationProjection(me),
    messageProjection,
    noteProjection,
    sentEngagementProjection
  ])
}

/** Every room's Operations, by type. */
export const OUTBOX_RULES: OutboxRules = new Map(
  [
    ...conversationOutboxRules,
    ...cannedResponseOutboxRules,
    ...engagementOutboxRules,
    ...approvalOutboxRules,
    ...userOutboxRules,
    withdrawalRule
  ].map((rule) => [rule.definition.type, rule])
)
