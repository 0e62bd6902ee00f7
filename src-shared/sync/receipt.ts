import { z } from 'zod'
import { RejectionCode } from '../base/error-codes.ts'
import { OpId } from '../base/ids.ts'

/** Facts that explain a rejection to a person; which of them are there depends on the code. */
export const RejectionDetail = z.object({
  by: z.string().optional(),
  byName: z.string().optional(),
  atMs: z.number().int().optional(),
  inboundSeq: z.number().int().optional(),
  responses: z.number().int().optional(),
  /** the current text of each field in conflict; of a removed response what it was: categoryId, title, text, engagementId, and as JSON its attachments */
  current: z.record(z.string(), z.string()).optional(),
  /** which rule an engagement breaks: `expired`, `already_sent` */
  reason: z.string().max(64).optional(),
  /** what was decided before, what the partner was told, and where the mail that says so went */
  decision: z
    .object({
      outcome: z.enum(['approved', 'rejected']),
      reason: z.string().nullable(),
      mailTo: z.string().nullable()
    })
    .optional(),
  /** a sentence for logs and for codes that have no words of their own */
  message: z.string().optional()
})
export type RejectionDetail = z.infer<typeof RejectionDetail>

const AcceptedReceipt = z.object({
  opId: OpId,
  status: z.literal('accepted'),
  /** the Change that carries the effect; the Outbox row waits until the Cursor reaches it */
  seq: z.number().int().nonnegative()
})

const RejectedReceipt = z.object({
  opId: OpId,
  status: z.literal('rejected'),
  code: RejectionCode,
  detail: RejectionDetail
})

/** The server's stored verdict on one Operation. A replay gets the identical Receipt. */
export const Receipt = z.discriminatedUnion('status', [AcceptedReceipt, RejectedReceipt])
export type Receipt = z.infer<typeof Receipt>

/** What a push answers for one Operation: a Receipt, or that it was left alone because its Lane is held or its files are missing. */
export const PushOutcome = z.discriminatedUnion('status', [
  AcceptedReceipt,
  RejectedReceipt,
  z.object({ opId: OpId, status: z.literal('not_attempted') }),
  // like not_attempted nothing is stored: once the files are there the same bytes are judged anew
  z.object({ opId: OpId, status: z.literal('attachment_missing'), blobs: z.array(z.string()).min(1) })
])
export type PushOutcome = z.infer<typeof PushOutcome>
