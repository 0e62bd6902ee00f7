import {
  type PartnerRequest,
  type RequestStep,
  requestEntity,
  requestStepEntity
} from '#shared/features/approval/entities.ts'
import { PARTNER_ROLE, type Partner, partnerEntity } from '#shared/features/partner/entities.ts'
import type { DraftChange } from '../../feed/append.ts'

/** A request as it is now, for leads only. */
export function requestChanged(type: `request.${string}`, request: PartnerRequest): DraftChange {
  return {
    type,
    entity: requestEntity.name,
    id: request.id,
    audience: { role: PARTNER_ROLE },
    body: { kind: 'row', version: request.version, row: request }
  }
}

/** A step of the audit trail, for leads only. */
export function stepNoted(step: RequestStep): DraftChange {
  return {
    type: `request.${step.what}`,
    entity: requestStepEntity.name,
    id: step.id,
    audience: { role: PARTNER_ROLE },
    body: { kind: 'row', version: step.version, row: step }
  }
}

/** A partner as it is now, for leads only. */
export function partnerChanged(partner: Partner): DraftChange {
  return {
    type: 'partner.changed',
    entity: partnerEntity.name,
    id: partner.id,
    audience: { role: PARTNER_ROLE },
    body: { kind: 'row', version: partner.version, row: partner }
  }
}
