import type { TenantId } from '#shared/base/ids.ts'
import type { PartnerRequest, RequestStep } from '#shared/features/approval/entities.ts'
import type { Partner } from '#shared/features/partner/entities.ts'
import type { Tx } from '../../storage/storage.ts'
import { partnerRows } from '../partner/rows.ts'
import { requestRows, statusOf } from './rows.ts'

export const requestById = requestRows.byId
export const partnerById = partnerRows.byId

/** Writes a request, new or changed. */
export async function saveRequest(tx: Tx, tenantId: TenantId, request: PartnerRequest): Promise<void> {
  const { version, ...body } = request
  const row = {
    tenant_id: tenantId,
    id: request.id,
    kind: request.kind,
    status: statusOf(request),
    body: JSON.stringify(body),
    version,
    decided_at_ms: request.decision?.atMs ?? null
  }
  await tx
    .insertInto('requests')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(row))
    .execute()
}

/** Writes a step; false when this lead has looked at the request before. */
export async function insertStep(tx: Tx, tenantId: TenantId, step: RequestStep): Promise<boolean> {
  const { version, ...body } = step
  if (step.what === 'seen') {
    const before = await tx
      .selectFrom('request_steps')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('request_id', '=', step.requestId)
      .where('by_id', '=', step.byId)
      .where('what', '=', 'seen')
      .executeTakeFirst()
    if (before) return false
  }
  await tx
    .insertInto('request_steps')
    .values({
      tenant_id: tenantId,
      id: step.id,
      request_id: step.requestId,
      by_id: step.byId,
      what: step.what,
      body: JSON.stringify(body),
      version
    })
    .execute()
  return true
}

/** Writes a partner, new or changed. */
export async function savePartner(tx: Tx, tenantId: TenantId, partner: Partner): Promise<void> {
  const { version, ...body } = partner
  const row = {
    tenant_id: tenantId,
    id: partner.id,
    status: partner.status,
    body: JSON.stringify(body),
    version
  }
  await tx
    .insertInto('partners')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(row))
    .execute()
}
