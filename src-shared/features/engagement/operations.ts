import { z } from 'zod'
import { ChannelId, ConversationId, EngagementId } from '../../base/ids.ts'
import { defineOperation, Lane } from '../../sync/operation.ts'
import { type Attachment, BlobHash } from '../attachment/entities.ts'
import { EngagementContent, filesOfContent } from './content.ts'

const lane = (args: { engagementId: EngagementId }) => Lane.parse(`engagement:${args.engagementId}`)
/** With its content an engagement names files that the catalogue has already: those need not come again. */
const Written = z.object({
  engagementId: EngagementId,
  channelId: ChannelId,
  content: EngagementContent,
  held: z.array(BlobHash).default([])
})
export type WrittenEngagement = z.infer<typeof Written>

/** The files that must come with it. */
export function freshFilesOf({ content, held }: Pick<WrittenEngagement, 'content' | 'held'>): Attachment[] {
  return filesOfContent(content).filter(({ sha256 }) => !held.includes(sha256))
}
const blobs = (args: WrittenEngagement) => freshFilesOf(args).map(({ sha256 }) => sha256)

/**
 * An engagement to the follower of a conversation, as a message whose id is the opId. It goes by the rules of a reply (`message.send`) and
 * in the same Lane; besides, it must be available to this follower when the server has it.
 */
export const engagementSend = defineOperation({
  type: 'engagement.send',
  v: 1,
  args: z.object({
    conversationId: ConversationId,
    engagementId: EngagementId,
    takeOver: z.boolean().optional()
  }),
  lane: (args) => Lane.parse(`conversation:${args.conversationId}`)
})

/** An administrator adds a draft. */
export const engagementCreate = defineOperation({
  type: 'engagement.create',
  v: 1,
  args: Written,
  lane,
  blobs
})

/** An administrator gives a draft another content. Base: `version`. */
export const engagementEdit = defineOperation({
  type: 'engagement.edit',
  v: 1,
  args: Written,
  lane,
  blobs
})

/** An administrator offers a draft, ends what is offered, or puts away what is not. */
export const engagementMove = defineOperation({
  type: 'engagement.move',
  v: 1,
  args: z.object({ engagementId: EngagementId, to: z.enum(['active', 'finished', 'archived']) }),
  lane
})
