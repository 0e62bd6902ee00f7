import type { RejectionCode } from '#shared/base/error-codes.ts'
import type { UserId } from '#shared/base/ids.ts'
import type { Conversation } from '#shared/features/conversation/entities.ts'
import type { Base } from '#shared/sync/operation.ts'
import type { RejectionDetail } from '#shared/sync/receipt.ts'

/** What an Operation makes of a row: a new one, nothing because it already is so, or a refusal. */
export type Decision<Row> =
  | { kind: 'change'; row: Row }
  | { kind: 'nothing' }
  | { kind: 'reject'; code: RejectionCode; detail: RejectionDetail }

/** A conversation as a decision needs it. */
export interface ConversationNow {
  conversation: Conversation
  chatEnabled: boolean
  /** of `ownerId`, for the words of a refusal */
  ownerName: string | null
}

/** Who asks, when, and what they had seen. */
export interface Asked {
  actorId: UserId
  base: Base
  nowMs: number
}

export function reject(code: RejectionCode, detail: RejectionDetail = {}): Decision<never> {
  return { kind: 'reject', code, detail }
}

/** A colleague has it, or closed it: who, and since when. */
export function alreadyTaken({ conversation, ownerName }: ConversationNow): Decision<never> {
  return reject('already_taken', {
    ...(conversation.ownerId !== null && { by: conversation.ownerId }),
    ...(ownerName !== null && { byName: ownerName }),
    atMs: conversation.ownedAtMs
  })
}

/** The conversation with the actor as its owner; ownerVersion grows only when that is news. */
export function ownedBy(conversation: Conversation, actorId: UserId, nowMs: number): Conversation {
  if (conversation.status === 'active' && conversation.ownerId === actorId) return conversation
  return {
    ...conversation,
    status: 'active',
    ownerId: actorId,
    ownerVersion: conversation.ownerVersion + 1,
    ownedAtMs: nowMs
  }
}
