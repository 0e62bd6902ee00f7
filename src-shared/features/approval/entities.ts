import { z } from 'zod'
import { PartnerId, RequestId, StepId, UserId } from '../../base/ids.ts'
import { defineEntity } from '../../sync/change.ts'
import { Attachment } from '../attachment/entities.ts'

export const REASON_MAX = 2000

export const Outcome = z.enum(['approved', 'rejected'])
export type Outcome = z.infer<typeof Outcome>

/** The mail that tells a partner of a rejection: written with the decision, sent when the way is open. */
export const DecisionMail = z.object({
  to: z.string().max(320),
  /** `failed`: the mail server will not have it, and it is not tried again */
  state: z.enum(['waiting', 'sent', 'failed']),
  atMs: z.number().int()
})
export type DecisionMail = z.infer<typeof DecisionMail>

export const Decision = z.object({
  outcome: Outcome,
  byId: UserId,
  byName: z.string().max(200),
  atMs: z.number().int(),
  /** what the partner is told; only a rejection has one */
  reason: z.string().max(REASON_MAX).nullable(),
  mail: DecisionMail.nullable()
})
export type Decision = z.infer<typeof Decision>

/** What a partner asks for. It waits until it is decided, once, or taken back by the partner. */
export const PartnerRequest = z.object({
  id: RequestId,
  /** the name of its Kind */
  kind: z.string().max(40),
  partnerId: PartnerId,
  partnerName: z.string().max(200),
  /** what the partner was when it asked: an active one exists already */
  partnerStatus: z.string().max(40),
  title: z.string().max(200),
  requestedAtMs: z.number().int(),
  withdrawnAtMs: z.number().int().nullable(),
  decision: Decision.nullable(),
  /** in the shape that its Kind says */
  content: z.record(z.string(), z.unknown()),
  /** the uploads that the content names, as the server has judged them */
  files: z.array(Attachment).default([]),
  version: z.number().int()
})
export type PartnerRequest = z.infer<typeof PartnerRequest>

export const requestEntity = defineEntity({
  name: 'request',
  row: PartnerRequest,
  id: (row) => row.id,
  version: (row) => row.version
})

/**
 * What a lead did about a request that changed nothing of it, for the audit trail: looked at it while it was open, or took a decision
 * back before it left. It is written once and never changes.
 */
export const RequestStep = z.object({
  id: StepId,
  requestId: RequestId,
  what: z.enum(['seen', 'approval-undone', 'rejection-undone']),
  byId: UserId,
  byName: z.string().max(200),
  atMs: z.number().int(),
  version: z.number().int()
})
export type RequestStep = z.infer<typeof RequestStep>

export const requestStepEntity = defineEntity({
  name: 'request-step',
  row: RequestStep,
  id: (row) => row.id,
  version: (row) => row.version
})
