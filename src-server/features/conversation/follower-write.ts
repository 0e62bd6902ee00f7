import type { ConversationId, FollowerId, MessageId, TenantId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { Channel, Message } from '#shared/features/conversation/entities.ts'
import type { DraftChange } from '../../feed/append.ts'
import type { Tx } from '../../storage/storage.ts'
import type { AttachFiles } from '../attachment/attach-files.ts'
import { markSeen } from '../engagement/follower-steps.ts'
import { conversationChanged, messagePosted } from './changes.ts'
import { decideInbound } from './decide-message.ts'
import { decideDelivered } from './decide-rest.ts'
import {
  addConversation,
  channelById,
  conversationOf,
  messageById,
  postMessage,
  saveConversation
} from './repository.ts'

/** A follower at one channel, as their session names them. */
export interface FollowerSeat {
  tenantId: TenantId
  channel: Channel
  followerId: FollowerId
}

/** What a follower sends; files must have come before, uploaded by the same follower. */
export interface FollowerWords {
  id: MessageId
  text: string
  files?: { attachments: readonly Attachment[]; attach: AttachFiles }
}

/** What became of a follower's message; `foreign`: its id belongs to somebody else's message. */
export type PostOutcome =
  | { kind: 'posted'; message: Message; changes: DraftChange[] }
  | { kind: 'chat-off' }
  | { kind: 'foreign' }
  | { kind: 'file-missing' }
  | { kind: 'file-refused'; message: string }

/**
 * Posts a follower's message once: the same id again answers the message that is there, whatever it says now, also
 * when the chat was turned off in between. `freshConversationId` is used when this is the first message.
 */
export async function postFollowerMessage(
  tx: Tx,
  seat: FollowerSeat,
  sent: FollowerWords,
  freshConversationId: ConversationId,
  nowMs: number
): Promise<PostOutcome> {
  const { tenantId, channel, followerId } = seat
  const current = await conversationOf(tx, tenantId, channel.id, followerId)
  const known = await messageById(tx, tenantId, sent.id)
  if (known) {
    const own = known.direction === 'in' && known.conversationId === current?.id
    return own ? { kind: 'posted', message: known, changes: [] } : { kind: 'foreign' }
  }
  // read again here: the page may have learnt of the channel long ago
  const channelNow = await channelById(tx, tenantId, channel.id)
  if (!channelNow?.chatEnabled) return { kind: 'chat-off' }
  const { message, conversation } = decideInbound(
    current,
    { conversationId: freshConversationId, channelId: channel.id, followerId },
    { messageId: sent.id, text: sent.text, attachments: sent.files?.attachments ?? [], nowMs }
  )
  const files = await sent.files?.attach(tx, { tenantId, followerId }, message)
  if (files?.status === 'attachment_missing') return { kind: 'file-missing' }
  if (files?.status === 'rejected') {
    return { kind: 'file-refused', message: files.detail.message ?? 'A file of this message cannot be sent.' }
  }
  const posted = { ...message, attachments: files?.attachments ?? [] }
  if (!current) await addConversation(tx, tenantId, { ...conversation, lastPosition: 0 })
  await postMessage(tx, tenantId, { message: posted, conversation })
  await files?.keep()
  return { kind: 'posted', message: posted, changes: messagePosted(posted, conversation) }
}

/** Notes up to which position the follower's page has shown the agents' messages. */
export async function markDelivered(
  tx: Tx,
  seat: FollowerSeat,
  position: number,
  nowMs: number
): Promise<DraftChange[]> {
  const conversation = await conversationOf(tx, seat.tenantId, seat.channel.id, seat.followerId)
  if (!conversation) return []
  const decision = decideDelivered(conversation, position)
  if (decision.kind !== 'change') return []
  await saveConversation(tx, seat.tenantId, decision.row)
  const { id, deliveredPosition } = decision.row
  return [conversationChanged(decision.row), ...(await markSeen(tx, seat, id, deliveredPosition, nowMs))]
}
