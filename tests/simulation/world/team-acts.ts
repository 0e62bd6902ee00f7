import { assertNever } from '#shared/base/assert-never.ts'
import type { OperationRequest } from '#shared/contract/ipc.ts'
import type { TeamAct } from '../story/team-steps.ts'
import { ENGAGEMENTS } from './engagements.ts'
import type { SimDesk } from './sim-desk.ts'
import { CHATS, TENANT } from './tenant.ts'

/** Begins every note: a follower never reads it. */
export const NOTE_SECRET = 'between us'

type Asked = OperationRequest & { args: Record<string, unknown> }

const nth = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]

/** What a person asks for from what is on screen; null when there is nothing to ask it for. */
export async function teamRequest(
  desk: SimDesk,
  step: Exclude<TeamAct, { do: 'carry-file' }> & { n: number }
): Promise<Asked | null> {
  switch (step.do) {
    case 'send-engagement':
      return engagementRequest(desk, step)
    case 'write-note': {
      const conversationId = chatId(step.chat)
      const text = `${NOTE_SECRET} ${step.n} of ${desk.name}`
      return { type: 'note.write', args: { conversationId, text }, base: {} }
    }
    case 'transfer': {
      const conversationId = chatId(step.chat)
      const header = await desk.query('conversation.header', { conversationId })
      const to = nth((await desk.query('conversation.colleagues', {})) ?? [], step.to)
      // one's own and what nobody has can be given away
      if (!header || !to || (header.status === 'active' && !header.owner?.isMe)) return null
      const note = step.hasNote ? { note: `${NOTE_SECRET} ${step.n} for ${to.name}` } : {}
      const args = { conversationId, toUserId: to.userId, ...note }
      return { type: 'conversation.transfer', args, base: { version: header.ownerVersion } }
    }
    case 'use-response': {
      const response = nth(await responsesOf(desk), step.which)
      if (!response) return null
      const { responseId } = response
      const useId = `use-${step.n}-${desk.name}`
      return {
        type: 'canned-response.use',
        args: { useId, responseId, wasEdited: step.wasEdited },
        base: {}
      }
    }
    case 'move-category': {
      const { categories = [] } = (await desk.query('canned-response.library', {})) ?? {}
      const [moved, behind] = [nth(categories, step.which), nth([null, ...categories], step.behind)]
      if (!moved || moved.isLoose || moved === behind) return null
      const args = { categoryId: moved.categoryId, afterId: behind?.categoryId ?? null }
      return { type: 'canned-category.move', args, base: {} }
    }
    case 'carry-engagement': {
      const response = nth(await responsesOf(desk), step.which)
      if (!response) return null
      const { responseId, version } = response
      const engagementId = nth([null, ...ENGAGEMENTS], step.engagement) ?? null
      return { type: 'canned-response.edit', args: { responseId, engagementId }, base: { version } }
    }
    default:
      return assertNever(step)
  }
}

/** One of those that the picker offers; or, from a draft of days ago, one that was sent before, or any. */
async function engagementRequest(
  desk: SimDesk,
  step: Extract<TeamAct, { do: 'send-engagement' }>
): Promise<Asked | null> {
  const conversationId = chatId(step.chat)
  const header = await desk.query('conversation.header', { conversationId })
  const engagementId = nth(await pickable(desk, step), step.which)
  if (!header || !engagementId) return null
  const isColleagues = header.status === 'active' && !header.owner?.isMe
  const args = { conversationId, engagementId, ...(step.takeOver && isColleagues && { takeOver: true }) }
  const base = { version: header.ownerVersion, inboundSeq: header.inboundSeq }
  return { type: 'engagement.send', args, base }
}

async function pickable(
  desk: SimDesk,
  { chat, from }: Extract<TeamAct, { do: 'send-engagement' }>
): Promise<string[]> {
  const conversationId = chatId(chat)
  if (from === 'all') return ENGAGEMENTS
  if (from === 'offered') {
    const offered = await desk.query('engagement.available', { conversationId })
    return offered?.map(({ engagementId }) => engagementId) ?? []
  }
  const thread = await desk.query('conversation.thread', { conversationId, before: null, limit: 500 })
  return thread?.bubbles.flatMap(({ engagement }) => engagement?.card.engagementId ?? []) ?? []
}

async function responsesOf(desk: SimDesk) {
  const library = await desk.query('canned-response.library', {})
  return library?.categories.flatMap(({ responses }) => responses) ?? []
}

const chatId = (chat: number) => `${TENANT}-${CHATS[chat]?.id}` as never
