import { PartnerId, RequestId, type TenantId } from '#shared/base/ids.ts'
import { REQUEST_KINDS } from '#shared/features/approval/kinds/list.ts'
import { Partner } from '#shared/features/partner/entities.ts'
import { savePartner, saveRequest } from '../../../src-server/features/approval/repository.ts'
import type { Tx } from '../../../src-server/storage/storage.ts'

/** In the name of each partner, and in what it asks for, which only leads may see. */
export const PARTNER_SECRET = 'for leads only'

/** Where partners are written to: at an address, nowhere, and at what is no address of one person. */
export const ADDRESSES = ['one@partner.test', '', 'three@partner.test, all@evil.test'] as const

export const partnerId = (tenant: TenantId, index: number) =>
  PartnerId.parse(`${tenant}-partner-${index % ADDRESSES.length}`)

/** Most requests are asked for by the partner with an address. */
const ASKING = [0, 0, 1, 0, 2, 0, 0]

const euros = (minor: number) => ({ minor, currency: 'EUR' })
const DAY_MS = 86_400_000

/** What a request of each Kind says; `n` makes it another one. */
export function contentOf(kind: number, n: number, nowMs: number): Record<string, unknown> {
  const words = `${PARTNER_SECRET} ${n}`
  const contact = { phone: '', email: ADDRESSES[0] }
  const contents: Record<string, unknown>[] = [
    {
      ...{ packageName: `Package ${words}`, price: euros(4900), ...contact },
      terms: { channels: 1, engagementTypes: ['message', 'coupon'], activeEngagements: n % 7 },
      ...{ website: 'https://partner.test', description: words }
    },
    { addOnName: `Add-on ${words}`, price: euros(100 + (n % 900)), ...contact, description: words },
    {
      ...{ engagementType: 'coupon', engagementTitle: `Coupon ${words}`, preview: words, buttonText: null },
      ...{ audience: 'Everybody', audienceSize: n, startsAtMs: nowMs + DAY_MS }
    },
    { packageName: `Impressions ${words}`, impressions: 1000 + n, price: euros(9900), description: words },
    {
      ...{
        format: 'banner',
        headline: `Ad ${words}`,
        text: words,
        image: null,
        url: 'https://partner.test/'
      },
      ...{ placement: 'Bottom', impressions: 700 + n, startsAtMs: nowMs, endsAtMs: nowMs + DAY_MS }
    }
  ]
  return contents[kind % contents.length] ?? {}
}

export const kindAt = (kind: number) => REQUEST_KINDS[kind % REQUEST_KINDS.length]?.name ?? ''

/** Partners of every sort, and requests of each Kind that wait. */
export async function seedRequests(tx: Tx, tenant: TenantId, seededMs: number): Promise<void> {
  for (const [index, email] of ADDRESSES.entries()) {
    // in the order in which desks keep what they were told
    const partner = Partner.parse({
      ...{ id: partnerId(tenant, index), name: `${PARTNER_SECRET} ${index}`, status: 'active' },
      ...{ packageName: null, terms: null, invoiceId: null, contactName: '', email, phone: '', website: '' },
      ...{ channels: [], createdAtMs: seededMs, activeEngagements: 0, addOns: [] },
      // fewer than one ad wants, or enough for some
      ...{ impressions: [1500, 0, 500][index], broadcasts: [], ads: [], version: 1 }
    })
    await savePartner(tx, tenant, partner)
  }
  for (const [n, index] of ASKING.entries()) {
    const content = contentOf(n, n, seededMs)
    await saveRequest(tx, tenant, {
      id: RequestId.parse(`${tenant}-request-${n}`),
      kind: kindAt(n),
      partnerId: partnerId(tenant, index),
      partnerName: `${PARTNER_SECRET} ${index}`,
      partnerStatus: 'active',
      title: REQUEST_KINDS[n % REQUEST_KINDS.length]?.title(content) ?? '',
      requestedAtMs: seededMs + n,
      withdrawnAtMs: null,
      decision: null,
      content,
      files: [],
      version: 1
    })
  }
}
