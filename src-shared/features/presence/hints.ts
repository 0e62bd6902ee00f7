import { z } from 'zod'
import { ConversationId, UserId } from '../../base/ids.ts'

/** Looking at a conversation, writing an answer that is not sent yet, or neither any more. */
const Doing = z.enum(['viewing', 'typing', 'gone'])

/** Who is at a conversation: a colleague by their name, or its follower. */
const HintBy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('colleague'), userId: UserId, name: z.string() }),
  z.object({ kind: z.literal('follower') })
])

/** What a desk says of its own person. */
export const OwnHint = z.object({ conversationId: ConversationId, doing: Doing })
export type OwnHint = z.infer<typeof OwnHint>

/** What a desk hears of others. */
export const Hint = OwnHint.extend({ by: HintBy })
export type Hint = z.infer<typeof Hint>

/** How long a hint holds without being said again, in milliseconds: whoever is silent for longer has gone. */
export const HINT_LIFE_MS = { viewing: 45_000, typing: 8000 } as const

/** How often what goes on is said again, in milliseconds. */
export const HINT_AGAIN_MS = { viewing: 20_000, typing: 3000 } as const

/** Who is at a conversation now, as a person reads it. */
export const ConversationPresence = z.object({
  conversationId: ConversationId,
  isFollowerTyping: z.boolean(),
  colleagues: z.array(z.object({ userId: UserId, name: z.string(), doing: z.enum(['viewing', 'typing']) }))
})
export type ConversationPresence = z.infer<typeof ConversationPresence>

/** Every conversation at which somebody else is. */
export const PresenceNow = z.array(ConversationPresence)
