import { z } from 'zod'
import { ConversationId, EngagementId } from '#shared/base/ids.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import type { OutboxItem } from '#shared/sync/status.ts'

/** What an Operation may speak of; which of them are there depends on its type. */
const Subject = z.object({
  conversationId: ConversationId.optional(),
  text: z.string().optional(),
  title: z.string().optional(),
  name: z.string().optional(),
  attachments: z.array(Attachment).optional(),
  responseId: z.string().optional(),
  categoryId: z.string().optional(),
  /** null: none any more */
  engagementId: EngagementId.nullable().optional(),
  channelId: z.string().optional()
})
export type Subject = z.infer<typeof Subject>

/** What an unsettled Operation speaks of; empty for one that this version does not understand. */
export function subjectOf({ args }: Pick<OutboxItem, 'args'>): Subject {
  return Subject.safeParse(args).data ?? {}
}

/** Whether an Operation speaks to a follower: with words and files, or with an engagement. */
export function isSend(type: string): boolean {
  return type === 'message.send' || type === 'engagement.send'
}
