import { z } from 'zod'
import { OpId, RequestId } from '../../base/ids.ts'
import { defineOperation, Lane } from '../../sync/operation.ts'
import { Outcome, REASON_MAX } from './entities.ts'

/** Approves or rejects what a partner asks for. Base: `version`, of the request that was on screen. The first decision wins. */
export const requestDecide = defineOperation({
  type: 'request.decide',
  v: 1,
  args: z
    .object({
      requestId: RequestId,
      outcome: Outcome,
      /** what the partner is told; a rejection needs it */
      reason: z
        .string()
        .max(REASON_MAX, `the description may have at most ${REASON_MAX} characters`)
        .nullable()
    })
    .refine(({ outcome, reason }) => (outcome === 'rejected') === (reason !== null && reason.trim() !== ''), {
      message: 'a rejection needs a description, and nothing else has one'
    }),
  lane: ({ requestId }) => Lane.parse(`request:${requestId}`)
})

/** Notes that a lead has looked at a request; the first time of each lead counts. */
export const requestSee = defineOperation({
  type: 'request.see',
  v: 1,
  args: z.object({ requestId: RequestId }),
  lane: ({ requestId }) => Lane.parse(`seen:${requestId}`)
})

/** Notes that a decision was taken back before it left. */
export const requestNoteUndone = defineOperation({
  type: 'request.note-undone',
  v: 1,
  args: z.object({
    requestId: RequestId,
    outcome: Outcome,
    /** the decision that never left */
    decisionOpId: OpId
  }),
  lane: ({ decisionOpId }) => Lane.parse(`undone:${decisionOpId}`)
})
