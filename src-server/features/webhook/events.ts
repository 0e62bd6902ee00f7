import type { ChannelId, ConversationId, FollowerId } from '#shared/base/ids.ts'
import { PartnerRequest } from '#shared/features/approval/entities.ts'
import { Conversation, Message } from '#shared/features/conversation/entities.ts'
import { SentEngagement } from '#shared/features/engagement/entities.ts'
import type { Told } from './payload.ts'

/** Between whom a conversation is. */
export interface Chat {
  conversationId: ConversationId
  channelId: ChannelId
  followerId: FollowerId
}

/** A Change that is an event, before its conversation is looked up. */
export type Noted =
  | { conversationId: ConversationId; tell(chat: Chat): Told }
  | { conversationId: null; tell(): Told }

type Read = (row: unknown) => Noted | null

/** Which Changes are events, by their type; every other one is nobody's business out there. */
const READERS: Readonly<Record<string, Read>> = {
  'message.posted': (row) => {
    const { id, conversationId, direction, authorId, text, attachments, engagement, position, sentAtMs } =
      Message.parse(row)
    return {
      conversationId,
      tell(chat) {
        const data = { messageId: id, ...chat, position, text, attachments, sentAtMs }
        if (direction === 'in' || authorId === null) return { type: 'message.received', data }
        const engagementId = engagement?.engagementId ?? null
        return { type: 'message.sent', data: { ...data, authorId, engagementId } }
      }
    }
  },
  'conversation.finished': (row) => {
    const { id, channelId, followerId, ownerId, ownedAtMs } = Conversation.parse(row)
    if (ownerId === null) return null
    const chat = { conversationId: id, channelId, followerId }
    return {
      conversationId: null,
      tell: () => ({
        type: 'chat.finished',
        data: { ...chat, finishedById: ownerId, finishedAtMs: ownedAtMs }
      })
    }
  },
  'engagement.sent': engagement,
  'engagement.opened': engagement,
  'engagement.redeemed': engagement,
  'request.approved': request,
  'request.rejected': request,
  'request.withdrawn': request
}

/** The types of those Changes. */
export const TOLD_CHANGES = Object.keys(READERS)

/** Which event a Change is; null for none. */
export function noteChange(type: string, row: unknown): Noted | null {
  return READERS[type]?.(row) ?? null
}

function engagement(row: unknown): Noted | null {
  const sent = SentEngagement.parse(row)
  const { id, engagementId, conversationId, type, title, sentById, sentAtMs, outcome, outcomeAtMs } = sent
  return {
    conversationId,
    tell(chat) {
      const of = { messageId: id, engagementId, ...chat, engagementType: type, title, sentById, sentAtMs }
      if (outcome === 'redeemed') {
        return { type: 'engagement.redeemed', data: { ...of, redeemedAtMs: outcomeAtMs } }
      }
      if (outcome === 'opened') return { type: 'engagement.opened', data: { ...of, openedAtMs: outcomeAtMs } }
      return { type: 'engagement.sent', data: of }
    }
  }
}

function request(row: unknown): Noted | null {
  const { id, kind, title, partnerId, partnerName, decision, withdrawnAtMs } = PartnerRequest.parse(row)
  const of = { requestId: id, kind, title, partnerId, partnerName }
  if (withdrawnAtMs !== null) {
    return {
      conversationId: null,
      tell: () => ({ type: 'request.withdrawn', data: { ...of, withdrawnAtMs } })
    }
  }
  if (!decision) return null
  const { outcome, reason, byId, byName, atMs } = decision
  const decided = { outcome, reason, decidedById: byId, decidedByName: byName, decidedAtMs: atMs }
  return { conversationId: null, tell: () => ({ type: 'request.decided', data: { ...of, ...decided } }) }
}
