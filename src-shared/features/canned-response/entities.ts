import { z } from 'zod'
import { CategoryId, EngagementId, ResponseId, UserId } from '../../base/ids.ts'
import { defineEntity } from '../../sync/change.ts'
import { Attachment, MESSAGE_MAX_FILES } from '../attachment/entities.ts'

export const CATEGORY_NAME_MAX = 80
export const RESPONSE_TITLE_MAX = 120
export const RESPONSE_TEXT_MAX = 4000

/** Who sees a response: everyone in the company, or only the agent who keeps it. */
export const CannedScope = z.enum(['shared', 'personal'])
export type CannedScope = z.infer<typeof CannedScope>

/** The `updatedBy/At` fields tell the second of two editors who was first. */
const edited = {
  version: z.number().int(),
  updatedById: UserId.nullable(),
  updatedAtMs: z.number().int()
}

export const CannedCategory = z.object({
  id: CategoryId,
  name: z.string().max(CATEGORY_NAME_MAX),
  position: z.number(),
  ...edited
})
export type CannedCategory = z.infer<typeof CannedCategory>

/** How a response does: how often it went out in an answer, how often changed before that, and when last. */
export const CannedUsage = z.object({
  inserted: z.number().int().nonnegative(),
  edited: z.number().int().nonnegative(),
  lastUsedAtMs: z.number().int().nullable()
})
export type CannedUsage = z.infer<typeof CannedUsage>

/** What goes with a response fits into one message; a file is in it once. */
export const ResponseFiles = z
  .array(Attachment)
  .max(MESSAGE_MAX_FILES, `a response holds at most ${MESSAGE_MAX_FILES} files`)
  .refine(
    (files) => new Set(files.map(({ sha256 }) => sha256)).size === files.length,
    'a file is there twice'
  )

export const CannedResponse = z.object({
  id: ResponseId,
  categoryId: CategoryId,
  /** whose it is alone; null when it is everyone's */
  ownerId: UserId.nullable(),
  title: z.string().max(RESPONSE_TITLE_MAX),
  text: z.string().max(RESPONSE_TEXT_MAX),
  /** the files that are inserted with it */
  attachments: ResponseFiles.default([]),
  /** the engagement that is inserted with it */
  engagementId: EngagementId.nullable().default(null),
  position: z.number(),
  usage: CannedUsage,
  ...edited
})
export type CannedResponse = z.infer<typeof CannedResponse>

export const cannedCategoryEntity = defineEntity({
  name: 'canned-category',
  row: CannedCategory,
  id: (row) => row.id,
  version: (row) => row.version
})

export const cannedResponseEntity = defineEntity({
  name: 'canned-response',
  row: CannedResponse,
  id: (row) => row.id,
  version: (row) => row.version
})
