import type { PartnerId, RequestId, TenantId } from '#shared/base/ids.ts'
import type { PartnerRequest } from '#shared/features/approval/entities.ts'
import type { Partner } from '#shared/features/partner/entities.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import { toPartner } from '../partner/rows.ts'
import { statusOf, toRequest } from './rows.ts'

export async function requestById(
  db: ReadTx,
  tenantId: TenantId,
  id: RequestId
): Promise<PartnerRequest | null> {
  const row = await db
    .selectFrom('requests')
    .select(['body', 'version'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toRequest(row) : null
}

export async function partnerById(db: ReadTx, tenantId: TenantId, id: PartnerId): Promise<Partner | null> {
  const row = await db
    .selectFrom('partners')
    .select(['body', 'version'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toPartner(row) : null
}

/** Writes a request, new or changed. */
export async function saveRequest(tx: Tx, tenantId: TenantId, request: PartnerRequest): Promise<void> {
  const { version, ...body } = request
  const row = {
    tenant_id: tenantId,
    id: request.id,
    kind: request.kind,
    status: statusOf(request),
    body: JSON.stringify(body),
    version
  }
  await tx
    .insertInto('requests')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(row))
    .execute()
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
