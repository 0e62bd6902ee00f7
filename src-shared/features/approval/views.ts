import { z } from 'zod'
import { RejectionCode } from '../../base/error-codes.ts'
import { OpId, PartnerId, RequestId } from '../../base/ids.ts'
import { RejectionDetail } from '../../sync/receipt.ts'
import { Partner } from '../partner/entities.ts'
import { Decision, Outcome } from './entities.ts'
import { Field, Impact, Money, Preview } from './kinds/kind.ts'

/** My decision that the server has not confirmed; until then it is "deciding", never "approved". */
export const Deciding = z.object({
  opId: OpId,
  outcome: Outcome,
  reason: z.string().nullable(),
  /** until when it can be undone, because it has not left this computer; null when it may be on its way */
  undoUntilMs: z.number().int().nullable()
})
export type Deciding = z.infer<typeof Deciding>

/** My decision that the server refused: somebody was faster, or the request is not what I saw. */
export const DecisionRefusal = z.object({
  opId: OpId,
  outcome: Outcome,
  reason: z.string().nullable(),
  code: RejectionCode,
  detail: RejectionDetail
})
export type DecisionRefusal = z.infer<typeof DecisionRefusal>

export const RequestRow = z.object({
  requestId: RequestId,
  kind: z.string(),
  kindLabel: z.string(),
  title: z.string(),
  partnerId: PartnerId,
  partnerName: z.string(),
  partnerStatus: z.string(),
  price: Money.nullable(),
  requestedAtMs: z.number().int(),
  decision: Decision.nullable(),
  version: z.number().int(),
  deciding: Deciding.nullable(),
  refusal: DecisionRefusal.nullable()
})
export type RequestRow = z.infer<typeof RequestRow>

/** Decisions that were made together, each as it was queued. */
export const DecisionsArgs = z.object({
  decisions: z.array(z.object({ requestId: RequestId, opId: OpId })).max(500)
})

/** What became of one of several decisions. */
export const DecisionResult = z.object({
  opId: OpId,
  /**
   * `undoable`: it has not left this computer, `waiting`: it would, were there a way, `deciding`: it may have arrived, `done`: it counts,
   * `lost`: another one counts, `refused`: the server's reason is in `refusal`, `undone`, `withdrawn` by the partner
   */
  state: z.enum(['undoable', 'waiting', 'deciding', 'done', 'lost', 'refused', 'undone', 'withdrawn']),
  /** the decision that counts */
  counts: z.object({ outcome: Outcome, byName: z.string() }).nullable(),
  /** the request's version now, from which it can be decided again */
  version: z.number().int(),
  refusal: DecisionRefusal.nullable()
})
export type DecisionResult = z.infer<typeof DecisionResult>

const RequestOrder = z.enum(['requested', 'decided', 'partner', 'title', 'price'])

/** Which requests, and in what order. */
export const RequestFilter = z.object({
  kinds: z.array(z.string().max(40)).min(1).max(20),
  state: z.enum(['pending', 'decided']),
  /** words of the partner's name or the title */
  search: z.string().max(200),
  outcome: Outcome.nullable(),
  partnerId: PartnerId.nullable(),
  order: RequestOrder,
  descending: z.boolean()
})
export type RequestFilter = z.infer<typeof RequestFilter>

export const RequestsArgs = RequestFilter.extend({
  offset: z.number().int().nonnegative(),
  limit: z.number().int().min(1).max(500)
})

export const RequestsPage = z.object({ total: z.number().int(), rows: z.array(RequestRow) })
export type RequestsPage = z.infer<typeof RequestsPage>

/** One step of a request's way, oldest first. */
export const TrailStep = z.object({
  what: z.enum([
    'asked',
    'seen',
    'approval-undone',
    'rejection-undone',
    'approved',
    'rejected',
    'withdrawn',
    'mail-queued',
    'mailed',
    'mail-failed'
  ]),
  by: z.string(),
  atMs: z.number().int()
})
export type TrailStep = z.infer<typeof TrailStep>

export const RequestDetail = z.object({
  row: RequestRow,
  fields: z.array(Field),
  preview: Preview.nullable(),
  impact: z.array(Impact),
  trail: z.array(TrailStep),
  /** whether the trail has my look at it, or will have it when this computer is online */
  isSeenByMe: z.boolean()
})
export type RequestDetail = z.infer<typeof RequestDetail>

/** How many requests of each Kind wait for a decision; those that are being decided do not. */
export const RequestCounts = z.record(z.string(), z.number().int())
export type RequestCounts = z.infer<typeof RequestCounts>

/** What I told partners when I rejected, most recent first, and what is common. */
export const ReasonTemplates = z.object({ lastUsed: z.array(z.string()) })
export type ReasonTemplates = z.infer<typeof ReasonTemplates>

/** Mails to partners that have not left the server. */
export const WaitingMails = z.object({ count: z.number().int(), sinceMs: z.number().int().nullable() })
export type WaitingMails = z.infer<typeof WaitingMails>

/** A history: a row for each request; or the audit trail: a row for each step of each request. */
export const ExportSheet = z.enum(['history', 'trail'])
export type ExportSheet = z.infer<typeof ExportSheet>

export const ExportArgs = z.object({ sheet: ExportSheet, filter: RequestFilter })
export type ExportArgs = z.infer<typeof ExportArgs>

export const ExportOutcome = z.object({
  outcome: z.enum(['saved', 'cancelled', 'failed']),
  rows: z.number().int()
})
export type ExportOutcome = z.infer<typeof ExportOutcome>

/** How far an export has come, 0-1. */
export const ExportProgress = z.object({ isRunning: z.boolean(), share: z.number() })
export type ExportProgress = z.infer<typeof ExportProgress>

export const PartnersArgs = z.object({
  search: z.string().max(200),
  status: z.string().max(40).nullable(),
  order: z.enum(['name', 'package', 'status', 'invoice']),
  descending: z.boolean(),
  offset: z.number().int().nonnegative(),
  limit: z.number().int().min(1).max(500)
})
export const PartnersPage = z.object({ total: z.number().int(), rows: z.array(Partner) })
export type PartnersPage = z.infer<typeof PartnersPage>
