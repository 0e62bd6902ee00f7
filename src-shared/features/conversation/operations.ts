import { z } from 'zod'
import { ChannelId, ConversationId, UserId } from '../../base/ids.ts'
import { defineOperation, Lane, upcast } from '../../sync/operation.ts'
import { Attachment, MESSAGE_MAX_FILES } from '../attachment/entities.ts'
import { MESSAGE_MAX_CHARS, NOTE_MAX_CHARS } from './entities.ts'

const lane = (args: { conversationId: ConversationId }) => Lane.parse(`conversation:${args.conversationId}`)

/** Before files could go with a message, it had to have a text. */
const MessageSendV1 = z.object({
  conversationId: ConversationId,
  text: z
    .string()
    .max(MESSAGE_MAX_CHARS)
    .refine((text) => text.trim() !== '', 'a message needs some text'),
  takeOver: z.boolean().optional()
})

/**
 * A reply to the follower, with or without files. The message's id is the opId. Base: `version` (ownerVersion) and `inboundSeq` as seen.
 * It takes an unanswered or finished conversation; one that a colleague holds is never written to blindly: only with
 * `takeOver`, which the agent confirmed with the colleague's name before them, and only while base.version still holds.
 */
export const messageSend = defineOperation({
  type: 'message.send',
  v: 2,
  args: z
    .object({
      conversationId: ConversationId,
      text: z.string().max(MESSAGE_MAX_CHARS),
      takeOver: z.boolean().optional(),
      attachments: z.array(Attachment).max(MESSAGE_MAX_FILES).optional()
    })
    .refine(
      ({ text, attachments = [] }) => text.trim() !== '' || attachments.length > 0,
      'a message needs some text or a file'
    ),
  lane,
  blobs: ({ attachments = [] }) => [...new Set(attachments.map(({ sha256 }) => sha256))],
  upcasts: [upcast(1, MessageSendV1, (args) => args)]
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

/**
 * Giving a conversation to a colleague, with a note for them. Base: `version`. The actor's own goes whatever version was on screen;
 * one that nobody holds only when that is what the actor saw; a colleague's never. Only somebody who may sign in can get it.
 */
export const conversationTransfer = defineOperation({
  type: 'conversation.transfer',
  v: 1,
  args: z.object({
    conversationId: ConversationId,
    toUserId: UserId,
    note: z.string().max(NOTE_MAX_CHARS).optional()
  }),
  lane
})

/**
 * Writes a note, whose id is the opId. It has a Lane of its own: it says nothing to the follower, so it waits for no reply, and none
 * waits for it.
 */
export const noteWrite = defineOperation({
  type: 'note.write',
  v: 1,
  args: z.object({
    conversationId: ConversationId,
    text: z
      .string()
      .max(NOTE_MAX_CHARS)
      .refine((text) => text.trim() !== '', 'a note needs some text')
  }),
  lane: (args) => Lane.parse(`note:${args.conversationId}`)
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
