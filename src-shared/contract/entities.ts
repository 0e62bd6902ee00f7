import { requestEntity, requestStepEntity } from '../features/approval/entities.ts'
import { cannedCategoryEntity, cannedResponseEntity } from '../features/canned-response/entities.ts'
import {
  channelEntity,
  conversationEntity,
  followerEntity,
  messageEntity,
  noteEntity,
  readMarkEntity
} from '../features/conversation/entities.ts'
import { engagementEntity, sentEngagementEntity } from '../features/engagement/entities.ts'
import { partnerEntity } from '../features/partner/entities.ts'
import { userEntity } from '../features/session/entities.ts'

/** Every kind of row that is synced, in the order in which a Snapshot fetches them. */
export const ENTITIES = [
  userEntity,
  channelEntity,
  cannedCategoryEntity,
  cannedResponseEntity,
  engagementEntity,
  partnerEntity,
  requestEntity,
  requestStepEntity,
  followerEntity,
  readMarkEntity,
  conversationEntity,
  messageEntity,
  noteEntity,
  sentEngagementEntity
] as const

export type EntityName = (typeof ENTITIES)[number]['name']
