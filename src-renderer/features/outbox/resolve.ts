import { z } from 'zod'
import { ConversationId } from '#shared/base/ids.ts'
import type { SubmitOutcome } from '#shared/contract/ipc.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import type { Base } from '#shared/sync/operation.ts'
import type { OutboxItem } from '#shared/sync/status.ts'
import { desk } from '../../bridge/desk.ts'

/** What an Operation may speak of; which of them are there depends on its type. */
const Subject = z.object({
  conversationId: ConversationId.optional(),
  text: z.string().optional(),
  attachments: z.array(Attachment).optional(),
  responseId: z.string().optional(),
  categoryId: z.string().optional(),
  channelId: z.string().optional()
})

const subjectOf = (item: OutboxItem) => Subject.safeParse(item.args).data ?? {}

/** What is on screen now about the thing that an Operation speaks of: the base of a second try. */
async function baseNow(item: OutboxItem): Promise<Base> {
  const { conversationId, responseId, categoryId, channelId } = subjectOf(item)
  if (conversationId) {
    const header = await desk.query('conversation.header', { conversationId })
    return header ? { version: header.ownerVersion, inboundSeq: header.inboundSeq } : {}
  }
  if (channelId) {
    const channels = await desk.query('conversation.channels', {})
    return versionOf(channels.find((channel) => channel.id === channelId))
  }
  const { categories } = await desk.query('canned-response.library', {})
  if (responseId) {
    const responses = categories.flatMap((category) => category.responses)
    return versionOf(responses.find((response) => response.responseId === responseId))
  }
  return versionOf(categories.find((category) => category.categoryId === categoryId))
}

const versionOf = (found: { version: number } | undefined): Base => (found ? { version: found.version } : {})

/** Asks again for what was refused, from what is there now. A colleague's chat is taken over: ask the person first. */
export async function retryRefused(item: OutboxItem): Promise<SubmitOutcome> {
  const base = await baseNow(item)
  const takesOver = item.type === 'message.send' && item.rejection?.code === 'already_taken'
  const args = takesOver ? { args: { ...Object(item.args), takeOver: true } } : {}
  return desk.act('outbox.retry', { opId: item.opId, base, ...args })
}

/**
 * Puts the text and files of a message into the draft of its conversation, behind what is there. Answers the conversation, or
 * null when they could not be saved.
 */
export async function keepAsDraft(item: OutboxItem): Promise<ConversationId | null> {
  const { conversationId, text, attachments = [] } = subjectOf(item)
  if (!conversationId || text === undefined) return null
  const draft = await desk.query('conversation.draft', { conversationId })
  const joined = draft?.text ? `${draft.text}\n${text}` : text
  const { saved } = await desk.act('conversation.save-draft', { conversationId, text: joined })
  if (!saved || attachments.length === 0) return saved ? conversationId : null
  const files = await desk.act('conversation.change-draft-files', { conversationId, add: attachments })
  return files.saved && files.left.length === 0 ? conversationId : null
}

/** Makes a draft of an unsent message; the message is withdrawn only when its text is safe. */
export async function moveToDraft(item: OutboxItem): Promise<ConversationId | null> {
  const conversationId = await keepAsDraft(item)
  if (conversationId) await desk.act('outbox.discard', { opId: item.opId })
  return conversationId
}
