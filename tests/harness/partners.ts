import { PartnerId, type TenantId } from '#shared/base/ids.ts'
import type { Partner } from '#shared/features/partner/entities.ts'
import { append } from '../../src-server/feed/append.ts'
import type { Storage } from '../../src-server/storage/storage.ts'
import { AT_MS } from './rows.ts'

export function aPartner(more: Partial<Partner> = {}): Partner {
  return {
    id: PartnerId.parse('green'),
    name: 'Green Energy',
    status: 'active',
    packageName: 'Gold',
    invoiceId: 'INV-2026-01040',
    contactName: 'Petra Quellwasser',
    email: 'hello@green.example',
    phone: '+49 30 555 1234',
    website: 'https://green.example',
    channels: [{ name: 'Green Shop', slug: 'green-shop', followers: 40 }],
    createdAtMs: AT_MS,
    terms: { channels: 2, engagementTypes: ['message', 'coupon', 'promo'], activeEngagements: 10 },
    activeEngagements: 4,
    addOns: [],
    impressions: 5000,
    broadcasts: [],
    ads: [],
    version: 1,
    ...more
  }
}

/** Writes a partner, new or changed, as nothing of the product does yet; answers the seq. */
export function writePartner(storage: Storage, tenantId: TenantId, partner: Partner): Promise<number> {
  const { id, status, version, ...rest } = partner
  const row = { tenant_id: tenantId, id, status, version, body: JSON.stringify({ id, status, ...rest }) }
  return storage.transact(async (tx) => {
    await tx
      .insertInto('partners')
      .values(row)
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(row))
      .execute()
    const change = {
      type: 'partner.changed',
      entity: 'partner',
      id,
      audience: { role: 'lead' },
      body: { kind: 'row', version, row: partner }
    } as const
    return append(tx, tenantId, [change], AT_MS)
  })
}
