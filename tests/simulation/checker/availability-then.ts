import type { Operation } from '#shared/sync/operation.ts'
import type { Effect } from './effects.ts'
import type { Chat } from './history.ts'
import type { StoredReceipt } from './operations-settled.ts'
import type { WorldRecord } from './record.ts'
import type { Then } from './then.ts'

/*
 * When an engagement may go to a follower, and when an engagement or a transfer is refused: a second time, from the promises.
 */

/** A follower gets each of these once. */
const ONCE: readonly string[] = ['coupon', 'sticker-pack', 'ringtone', 'wallpaper']
const STALE_MS = 30 * 60_000

/** Every reason why an engagement could not go to the follower of a chat then. */
function whyNot(then: Then, chat: Chat, engagementId: string, atMs: number): string[] {
  const engagement = then.engagements.get(engagementId)
  if (!engagement) return ['unknown']
  const { content, state, channelId } = engagement
  const fromMs = content.startsAtMs ?? Number.NEGATIVE_INFINITY
  const untilMs = content.endsAtMs ?? content.validUntilMs ?? Number.POSITIVE_INFINITY
  const types = then.channels.get(chat.channelId)?.engagementTypes
  const outcome = ONCE.includes(content.type) ? then.outcomeOf(chat.followerId, engagementId) : null
  const isSo: Record<string, boolean> = {
    not_active: state !== 'active',
    other_channel: channelId !== chat.channelId,
    type_not_in_package: types !== undefined && !types.includes(content.type),
    not_entitled: then.barred.get(chat.followerId)?.includes(engagementId) === true,
    not_started: atMs < fromMs,
    expired: atMs >= untilMs,
    already_sent: outcome !== null && outcome !== 'redeemed',
    already_redeemed: outcome === 'redeemed'
  }
  return Object.keys(isSo).filter((reason) => isSo[reason])
}

/** What was accepted could go. */
export function checkAvailable(
  record: WorldRecord,
  then: Then,
  chat: Chat,
  engagementId: string,
  { opId, receipt }: Effect
): void {
  for (const reason of whyNot(then, chat, engagementId, receipt.atMs)) {
    const promise = reason.startsWith('already') ? 'CF13' : 'CF14'
    record.violate(promise, `${opId} sent ${engagementId} to ${chat.followerId}, although it was ${reason}`)
  }
}

/** Whether a refusal says what was so then. */
export function isReasonTrue(
  then: Then,
  {
    operation,
    userId,
    ageMs,
    receipt
  }: { operation: Operation; userId: string; ageMs: number; receipt: StoredReceipt }
): boolean {
  const args = operation.args as { conversationId: string } & Record<string, unknown>
  const chat = then.chats.get(args.conversationId)
  if (!chat) return receipt.code === 'not_found'
  const isColleagues = chat.status === 'active' && chat.ownerId !== userId
  const hasSeen = operation.base.version === chat.ownerVersion
  const isTransfer = operation.type === 'conversation.transfer'
  switch (receipt.code) {
    case 'already_taken':
      if (isTransfer) return isColleagues || (chat.status !== 'active' && !hasSeen)
      if (isColleagues) return !(args.takeOver && hasSeen)
      return chat.status === 'finished' && chat.ownerId !== userId && !hasSeen
    case 'colleague_gone':
      return isTransfer && then.roles.get(String(args.toUserId)) === 'shut out'
    case 'chat_disabled':
      return !isTransfer && then.channels.get(chat.channelId)?.chatEnabled === false
    case 'needs_review':
      return !isTransfer && ageMs > STALE_MS && chat.inboundSeq > (operation.base.inboundSeq ?? 0)
    case 'engagement_unavailable':
      return (
        !isTransfer &&
        whyNot(then, chat, String(args.engagementId), receipt.atMs).includes(receipt.detail?.reason ?? '')
      )
    case 'not_found':
      return !isTransfer && !then.engagements.has(String(args.engagementId))
    default:
      return false
  }
}
