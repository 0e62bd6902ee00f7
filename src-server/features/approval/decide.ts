import type { RejectionCode } from '#shared/base/error-codes.ts'
import type { UserId } from '#shared/base/ids.ts'
import type { DecisionMail, Outcome, PartnerRequest } from '#shared/features/approval/entities.ts'
import { Email } from '#shared/features/approval/kinds/kind.ts'
import type { RejectionDetail } from '#shared/sync/receipt.ts'

export interface Decider {
  userId: UserId
  name: string
  /** the request's version that was on screen */
  baseVersion: number
  nowMs: number
}

export type RequestVerdict =
  | { kind: 'decided'; request: PartnerRequest }
  | { kind: 'refused'; code: RejectionCode; detail: RejectionDetail }

/**
 * The first decision wins: of two leads the second is told who decided what, when and why. A request that its partner has
 * changed or taken back since it was on screen is not decided either.
 * @param mailTo the partner's address; null when there is no such partner
 */
export function decideRequest(
  request: PartnerRequest | null,
  asked: { outcome: Outcome; reason: string | null },
  mailTo: string | null,
  decider: Decider
): RequestVerdict {
  if (!request) return { kind: 'refused', code: 'not_found', detail: {} }
  const { decision, withdrawnAtMs, version } = request
  if (decision) {
    const { byId, byName, atMs, outcome, reason, mail } = decision
    const detail = { by: byId, byName, atMs, decision: { outcome, reason, mailTo: mail?.to ?? null } }
    return { kind: 'refused', code: 'already_decided', detail }
  }
  if (withdrawnAtMs !== null) {
    return { kind: 'refused', code: 'request_withdrawn', detail: { atMs: withdrawnAtMs } }
  }
  if (version !== decider.baseVersion) return { kind: 'refused', code: 'request_amended', detail: {} }
  const { userId: byId, name: byName, nowMs: atMs } = decider
  const { outcome, reason } = asked
  const mail = outcome === 'rejected' && mailTo !== null ? firstState(mailTo, atMs) : null
  return {
    kind: 'decided',
    request: { ...request, version: version + 1, decision: { outcome, byId, byName, atMs, reason, mail } }
  }
}

/** What is no address of one person is never written to, and the lead sees that nobody was told. */
function firstState(to: string, atMs: number): DecisionMail {
  return { to, state: Email.safeParse(to).success ? 'waiting' : 'failed', atMs }
}
