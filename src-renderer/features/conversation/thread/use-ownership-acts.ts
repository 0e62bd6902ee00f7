import {
  conversationFinish,
  conversationTake,
  conversationTransfer
} from '#shared/features/conversation/operations.ts'
import type { Colleague, ConversationHeader } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { useToasts } from '../../../ui/toast.tsx'
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts'

/** Taking, finishing and transferring, each from what is on screen, so that the server can refuse what no longer holds. */
export function useOwnershipActs(header: ConversationHeader) {
  const toasts = useToasts()
  const { conversationId, ownerVersion, inboundSeq } = header
  const say = (outcome: Awaited<ReturnType<typeof desk.submit>>) => {
    if (!outcome.ok) toasts.show({ text: outcome.message, tone: 'danger' })
    return outcome.ok
  }
  const take = useOneAtATime(async () => {
    say(await desk.submit(conversationTake, { conversationId }, { version: ownerVersion }))
  })
  const finish = useOneAtATime(async () => {
    const outcome = await desk.submit(
      conversationFinish,
      { conversationId },
      { version: ownerVersion, inboundSeq }
    )
    if (!say(outcome) || !outcome.ok) return
    const { opId } = outcome
    toasts.show({
      text: `Finished the chat with ${header.follower.name}`,
      action: { label: 'Undo', onAction: () => void undo(opId) }
    })
  })
  const transfer = async (to: Colleague, note: string) => {
    const args = { conversationId, toUserId: to.userId, ...(note.trim() === '' ? {} : { note }) }
    const outcome = await desk.submit(conversationTransfer, args, { version: ownerVersion })
    if (!say(outcome) || !outcome.ok) return false
    const { opId } = outcome
    toasts.show({
      text: `Transferred the chat with ${header.follower.name} to ${to.name}`,
      action: { label: 'Undo', onAction: () => void undo(opId) }
    })
    return true
  }
  /** Withdraws what has not left yet; what the server has already is taken back. */
  const undo = async (opId: Parameters<typeof discard>[0]) => {
    if ((await discard(opId)).outcome === 'discarded') return
    const now = await desk.query('conversation.header', { conversationId })
    if (now) say(await desk.submit(conversationTake, { conversationId }, { version: now.ownerVersion }))
  }
  return { take: () => void take(), finish: () => void finish(), transfer }
}

const discard = (opId: Parameters<typeof desk.act<'outbox.discard'>>[1]['opId']) =>
  desk.act('outbox.discard', { opId })
