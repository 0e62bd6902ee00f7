import type { PartnerRequest } from '#shared/features/approval/entities.ts'
import type { Kind } from '#shared/features/approval/kinds/kind.ts'
import { kindNamed } from '#shared/features/approval/kinds/list.ts'
import { requestDecide } from '#shared/features/approval/operations.ts'
import { PARTNER_ROLE, type Partner } from '#shared/features/partner/entities.ts'
import type { DraftChange } from '../../feed/append.ts'
import { type OperationHandler, operationHandler } from '../../gateway/operation-handler.ts'
import { enqueueMail } from '../../mail/queue.ts'
import { allowTypes } from './allow-types.ts'
import { partnerChanged, requestChanged } from './changes.ts'
import { decideRequest } from './decide.ts'
import { rejectionMail } from './rejection-mail.ts'
import { partnerById, requestById, savePartner, saveRequest } from './repository.ts'

/** @param kinds every sort of request that can be decided here */
export function approvalHandlers(kinds: readonly Kind[]): OperationHandler[] {
  return [
    operationHandler({
      definition: requestDecide,
      role: PARTNER_ROLE,
      async run(tx, { actor, args, operation, nowMs }) {
        const { tenantId, userId, name } = actor
        const known = await requestById(tx, tenantId, args.requestId)
        const partner = known && (await partnerById(tx, tenantId, known.partnerId))
        const mailTo = partner?.email ?? null
        const decider = { userId, name, baseVersion: operation.base.version ?? 0, nowMs }
        const reason = args.reason?.trim() ?? null
        const verdict = decideRequest(known, { outcome: args.outcome, reason }, mailTo, decider)
        if (verdict.kind === 'refused') {
          return { status: 'rejected', code: verdict.code, detail: verdict.detail }
        }
        const { request } = verdict
        await saveRequest(tx, tenantId, request)
        const changes: DraftChange[] = [requestChanged(`request.${args.outcome}`, request)]
        const changed = partner && afterApproval(kinds, request, partner)
        if (changed) {
          await savePartner(tx, tenantId, changed)
          changes.push(partnerChanged(changed), ...(await allowTypes(tx, tenantId, changed)))
        }
        const { decision } = request
        if (decision?.mail?.state === 'waiting') {
          const mail = await rejectionMail(tx, tenantId, request, decision)
          await enqueueMail(tx, { tenantId, requestId: request.id, nowMs, ...mail })
        }
        return { status: 'accepted', changes }
      }
    })
  ]
}

/** What an approval makes of the partner; null when nothing of it changes. */
function afterApproval(kinds: readonly Kind[], request: PartnerRequest, partner: Partner): Partner | null {
  if (request.decision?.outcome !== 'approved') return null
  const kind = kindNamed(request.kind, kinds)
  if (!kind) throw new Error(`nobody knows what approving a request of the kind ${request.kind} means`)
  return { ...kind.effect(request.content, partner, request.id), version: partner.version + 1 }
}
