import { z } from 'zod'
import { RejectionCode } from '../../base/error-codes.ts'
import { CategoryId, ConversationId, EngagementId, OpId, ResponseId } from '../../base/ids.ts'
import { RejectionDetail } from '../../sync/receipt.ts'
import { Attachment } from '../attachment/entities.ts'
import { EngagementType } from '../engagement/content.ts'
import { CannedUsage } from './entities.ts'

/** An unsettled act on a category or response, laid over it. */
const CannedPending = z.enum(['creating', 'editing', 'moving', 'removing'])

/** An act of mine that the server refused; what I wrote is in the Outbox. */
export const CannedRefusal = z.object({
  opId: OpId,
  code: RejectionCode,
  detail: RejectionDetail
})
export type CannedRefusal = z.infer<typeof CannedRefusal>

/** The keys of one's own shortcuts. */
export const Digit = z.number().int().min(1).max(9)

export const ResponseView = z.object({
  responseId: ResponseId,
  categoryId: CategoryId,
  title: z.string(),
  text: z.string(),
  attachments: z.array(Attachment),
  engagementId: EngagementId.nullable(),
  /** only I see it */
  isPersonal: z.boolean(),
  usage: CannedUsage,
  /** its words were last changed then */
  updatedAtMs: z.number().int(),
  /** the digit that inserts it with Ctrl/Cmd+Shift on this computer */
  digit: Digit.nullable(),
  version: z.number().int(),
  pending: CannedPending.nullable(),
  refusal: CannedRefusal.nullable()
})
export type ResponseView = z.infer<typeof ResponseView>

export const CategoryView = z.object({
  categoryId: CategoryId,
  name: z.string(),
  version: z.number().int(),
  pending: CannedPending.nullable(),
  refusal: CannedRefusal.nullable(),
  /** no category of the server: it holds what is mine alone and whose category a colleague has removed */
  isLoose: z.boolean(),
  responses: z.array(ResponseView)
})
export type CategoryView = z.infer<typeof CategoryView>

/** The whole library, in order; it is small enough (10,000 responses) to be one View only where it is edited. */
export const CannedLibrary = z.object({ categories: z.array(CategoryView) })
export type CannedLibrary = z.infer<typeof CannedLibrary>

export const CannedSearchArgs = z.object({
  query: z.string().max(500),
  /** whose variables the preview resolves; null in Settings */
  conversationId: ConversationId.nullable(),
  limit: z.number().int().min(1).max(100)
})

/** One response as it is inserted into a conversation: by its id, or by the digit of its shortcut. */
export const CannedOneArgs = z.object({
  conversationId: ConversationId,
  which: z.union([z.object({ responseId: ResponseId }), z.object({ digit: Digit })])
})

const Range = z.tuple([z.number().int(), z.number().int()])

export const CannedHit = z.object({
  responseId: ResponseId,
  categoryName: z.string(),
  /** only I see it */
  isPersonal: z.boolean(),
  digit: Digit.nullable(),
  title: z.string(),
  text: z.string(),
  /** the text with the variables of this conversation filled in: what is inserted */
  resolved: z.string(),
  /** where the caret is put in it, UTF-16 units; null for its end */
  caret: z.number().int().nullable(),
  /** the files that come with it */
  attachments: z.array(Attachment),
  /** what else it brings; `why` it cannot go to the follower of this conversation, a sentence */
  engagement: z
    .object({
      engagementId: EngagementId,
      type: EngagementType.nullable(),
      title: z.string(),
      why: z.string().nullable()
    })
    .nullable(),
  /** [start, end) of what matched, for highlighting */
  titleRanges: z.array(Range),
  textRanges: z.array(Range)
})
export type CannedHit = z.infer<typeof CannedHit>
