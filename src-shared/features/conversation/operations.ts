import { z } from 'zod'
import { ChannelId, ConversationId } from '../../base/ids.ts'
import { defineOperation, Lane } from '../../sync/operation.ts'
import { MESSAGE_MAX_CHARS } from './entities.ts'

const lane = (args: { conversationId: ConversationId }) => Lane.parse(`conversation:${args.conversationId}`)

/**
 * A reply to the follower. The message's id is the opId. Base: `version` (ownerVersion) and `inboundSeq` as seen.
 * It takes an unanswered or finished conversation; one that a colleague holds is never written to blindly: only with
 * `takeOver`, which the agent confirmed with the colleague's name before them, and only while base.version still holds.
 */
export const messageSend = defineOperation({
  type: 'message.send',
  v: 1,
  args: z.object({
    conversationId: ConversationId,
    text: z
      .string()
      .max(MESSAGE_MAX_CHARS)
      .refine((text) => text.trim() !== '', 'a message needs some text'),
    takeOver: z.boolean().optional()
  }),
  lane
})

/** Becoming the owner: of an unanswered or finished conversation, or (after a confirmation) of a colleague's. Base: `version`. */
export const conversationTake = defineOperation({
  type: 'conversation.take',
  v: 1,
  args: z.object({ conversationId: ConversationId }),
  lane
})

/** Closing a conversation that the actor owns. Base: `version` and `inboundSeq`. */
export const conversationFinish = defineOperation({
  type: 'conversation.finish',
  v: 1,
  args: z.object({ conversationId: ConversationId }),
  lane
})

/** Marks the follower's messages as read up to `inboundSeq`; it never goes back. */
export const conversationRead = defineOperation({
  type: 'conversation.read',
  v: 1,
  args: z.object({ conversationId: ConversationId, inboundSeq: z.number().int().nonnegative() }),
  lane: (args) => Lane.parse(`read:${args.conversationId}`)
})

/** A lead turns a channel's chat on or off. */
export const channelSetChat = defineOperation({
  type: 'channel.set-chat',
  v: 1,
  args: z.object({ channelId: ChannelId, enabled: z.boolean() }),
  lane: (args) => Lane.parse(`channel:${args.channelId}`)
})
