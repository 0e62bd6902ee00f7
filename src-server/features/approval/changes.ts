import { type PartnerRequest, requestEntity } from '#shared/features/approval/entities.ts'
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
