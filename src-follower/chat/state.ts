import type { FollowerChannel, FollowerEngagement, FollowerMessage } from '#shared/contract/wire.ts'
import type { FileLimits } from '#shared/features/attachment/entities.ts'
import type { Unsent } from './kept.ts'

/** Everything that the page paints from. */
export interface ChatState {
  /** false until the first answer of the server */
  ready: boolean
  /** whether the server was there when it was last asked */
  reachable: boolean
  channel: FollowerChannel | null
  /** null until the follower has told it */
  name: string | null
  /** oldest first, what the server has */
  messages: FollowerMessage[]
  /** in the order written, what the server does not have */
  unsent: Unsent[]
  /** which share of a file's bytes the server has, by its hash, while it is on its way */
  uploads: Readonly<Record<string, number>>
  /** null until the server has told */
  fileLimits: FileLimits | null
  /** who is writing an answer just now, as far as is known */
  agentTyping: string | null
}

/** Where an own message stands. */
export type UnsentState = 'sending' | 'waiting' | 'kept' | 'refused'

/** What to say of a message that is not sent: it travels, waits for the network, waits for the chat, or needs a hand. */
export function unsentStateOf(
  message: Unsent,
  state: Pick<ChatState, 'reachable' | 'channel' | 'name'>
): UnsentState {
  if (message.refused !== null) return 'refused'
  if (state.channel?.chatEnabled === false || state.name === null) return 'kept'
  return state.reachable ? 'sending' : 'waiting'
}

/** Adds messages by position; what is there already stays as it is. */
export function withMessages(known: FollowerMessage[], more: FollowerMessage[]): FollowerMessage[] {
  const positions = new Set(known.map((message) => message.position))
  const fresh = more.filter((message) => !positions.has(message.position))
  if (fresh.length === 0) return known
  return [...known, ...fresh].sort((a, b) => a.position - b.position)
}

/** The last position before the first gap: where to ask on from. */
export function unbrokenTo(messages: FollowerMessage[]): number {
  let last = 0
  for (const { position } of messages) {
    if (last !== 0 && position !== last + 1) break
    last = position
  }
  return last
}

/** The newest message of an agent, 0 when there is none. */
export function lastFromAgent(messages: FollowerMessage[]): number {
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i]
    if (message?.direction === 'out') return message.position
  }
  return 0
}

/** How an engagement stands now; what is known to be further already stays. */
export function withEngagement(
  known: FollowerMessage[],
  messageId: string,
  engagement: FollowerEngagement
): FollowerMessage[] {
  return known.map((message) =>
    message.id === messageId && (message.engagement?.outcomeAtMs ?? 0) <= engagement.outcomeAtMs
      ? { ...message, engagement }
      : message
  )
}
