import { cannedCategoryEntity, cannedResponseEntity } from '../features/canned-response/entities.ts'
import {
  channelEntity,
  conversationEntity,
  followerEntity,
  messageEntity,
  noteEntity,
  readMarkEntity
} from '../features/conversation/entities.ts'
import { partnerEntity } from '../features/partner/entities.ts'
import { userEntity } from '../features/session/entities.ts'

/** Every kind of row that is synced, in the order in which a Snapshot fetches them. */
export const ENTITIES = [
  userEntity,
  channelEntity,
  cannedCategoryEntity,
  cannedResponseEntity,
  partnerEntity,
  followerEntity,
  readMarkEntity,
  conversationEntity,
  messageEntity,
  noteEntity
] as const

export type EntityName = (typeof ENTITIES)[number]['name']
