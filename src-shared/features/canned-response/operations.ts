import { z } from 'zod'
import { CategoryId, EngagementId, OpId, ResponseId } from '../../base/ids.ts'
import { defineOperation, Lane, upcast } from '../../sync/operation.ts'
import type { Attachment } from '../attachment/entities.ts'
import {
  CATEGORY_NAME_MAX,
  CannedScope,
  RESPONSE_TEXT_MAX,
  RESPONSE_TITLE_MAX,
  ResponseFiles
} from './entities.ts'

const filled = (what: string, max: number) =>
  z
    .string()
    .max(max, `${what} may have at most ${max} characters`)
    .refine((text) => text.trim() !== '', `${what} must not be empty`)

const categoryName = filled('the name', CATEGORY_NAME_MAX)
const title = filled('the title', RESPONSE_TITLE_MAX)
const text = filled('the text', RESPONSE_TEXT_MAX)

const laneOf = (id: string) => Lane.parse(`canned:${id}`)

export const categoryCreate = defineOperation({
  type: 'canned-category.create',
  v: 1,
  args: z.object({ categoryId: CategoryId, name: categoryName }),
  lane: (args) => laneOf(args.categoryId)
})

/** Base: `version`. */
export const categoryRename = defineOperation({
  type: 'canned-category.rename',
  v: 1,
  args: z.object({ categoryId: CategoryId, name: categoryName }),
  lane: (args) => laneOf(args.categoryId)
})

/** Removes a category with its responses; refused with `not_empty` when it holds more than the author confirmed. */
export const categoryRemove = defineOperation({
  type: 'canned-category.remove',
  v: 1,
  args: z.object({ categoryId: CategoryId, confirmedResponses: z.number().int().nonnegative() }),
  lane: (args) => laneOf(args.categoryId)
})

/** Puts a category behind another one, or first; where that one is gone, last. */
export const categoryMove = defineOperation({
  type: 'canned-category.move',
  v: 1,
  args: z.object({ categoryId: CategoryId, afterId: CategoryId.nullable() }),
  lane: (args) => laneOf(args.categoryId)
})

/** Before responses could be personal, every one was for everyone. */
const ResponseCreateV1 = z.object({ responseId: ResponseId, categoryId: CategoryId, title, text })
const ResponseEditV1 = z.object({ responseId: ResponseId, title: title.optional(), text: text.optional() })

/** Before they carried files and an engagement, responses were words. */
const ResponseCreateV2 = ResponseCreateV1.extend({ scope: CannedScope.optional() })
const ResponseEditV2 = ResponseEditV1.extend({ scope: CannedScope.optional() })

const blobs = ({ attachments = [] }: { attachments?: Attachment[] | undefined }) =>
  attachments.map(({ sha256 }) => sha256)

/** What goes with the words; no engagement is null. */
const carried = { attachments: ResponseFiles.optional(), engagementId: EngagementId.nullable().optional() }

/** Without a scope it is for everyone. */
export const responseCreate = defineOperation({
  type: 'canned-response.create',
  v: 3,
  args: ResponseCreateV2.extend(carried),
  blobs,
  lane: (args) => laneOf(args.responseId),
  upcasts: [upcast(1, ResponseCreateV1, (args) => args), upcast(2, ResponseCreateV2, (args) => args)]
})

/** Changes the given fields. Base: `version`; fields edited elsewhere since that version conflict, others merge. */
export const responseEdit = defineOperation({
  type: 'canned-response.edit',
  v: 3,
  args: ResponseEditV2.extend(carried),
  blobs,
  lane: (args) => laneOf(args.responseId),
  upcasts: [upcast(1, ResponseEditV1, (args) => args), upcast(2, ResponseEditV2, (args) => args)]
})

export const responseRemove = defineOperation({
  type: 'canned-response.remove',
  v: 1,
  args: z.object({ responseId: ResponseId }),
  lane: (args) => laneOf(args.responseId)
})

/** Puts a response into a category, behind another one there, or first; where that one is gone, last. */
export const responseMove = defineOperation({
  type: 'canned-response.move',
  v: 1,
  args: z.object({ responseId: ResponseId, categoryId: CategoryId, afterId: ResponseId.nullable() }),
  lane: (args) => laneOf(args.responseId)
})

/** A response went out in an answer; `useId` makes each use a thing of its own, which no other one replaces while both wait. */
export const responseUse = defineOperation({
  type: 'canned-response.use',
  v: 1,
  args: z.object({ useId: OpId, responseId: ResponseId, wasEdited: z.boolean() }),
  lane: (args) => Lane.parse(`use:${args.useId}`)
})
