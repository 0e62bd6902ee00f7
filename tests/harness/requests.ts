import { PartnerId, RequestId, type TenantId } from '#shared/base/ids.ts'
import { type PartnerRequest, requestEntity } from '#shared/features/approval/entities.ts'
import type { RequestFilter } from '#shared/features/approval/views.ts'
import { saveRequest } from '../../src-server/features/approval/repository.ts'
import { append } from '../../src-server/feed/append.ts'
import type { Storage } from '../../src-server/storage/storage.ts'
import { AT_MS } from './rows.ts'

const euros = (minor: number) => ({ minor, currency: 'EUR' })
const contact = { phone: '+49 30 555 1234', email: 'hello@green.example' }

/** A content for each Kind that the partner of `partners.ts` may ask for. */
export const CONTENTS = {
  partnership: {
    packageName: 'Starter',
    price: euros(4900),
    terms: { channels: 0, engagementTypes: ['message', 'ringtone'], activeEngagements: 3 },
    ...contact,
    website: 'https://green.example',
    description: 'We would like a smaller one.'
  },
  'add-on': { addOnName: 'Extra channel', price: euros(2900), ...contact, description: 'A second shop.' },
  broadcast: {
    engagementType: 'coupon',
    engagementTitle: '15% on your first visit',
    preview: 'New here? Show this coupon.',
    buttonText: null,
    audience: 'Everybody',
    audienceSize: 1200,
    startsAtMs: AT_MS + 86_400_000
  },
  'advertising-package': {
    packageName: 'Impressions M',
    impressions: 50_000,
    price: euros(39_900),
    description: 'Again, please.'
  },
  ad: {
    format: 'banner',
    headline: 'Two wheels, zero excuses',
    text: '20% off.',
    image: null,
    url: 'https://green.example/landing',
    placement: 'Chat list, bottom',
    impressions: 2000,
    startsAtMs: AT_MS,
    endsAtMs: AT_MS + 86_400_000
  }
} as const

/** The whole history of `aRequest`'s Kind, in the order of its decisions. */
export const WHOLE_HISTORY: RequestFilter = {
  kinds: ['add-on'],
  state: 'decided',
  search: '',
  outcome: null,
  partnerId: null,
  order: 'decided',
  descending: false
}

export function aRequest(more: Partial<PartnerRequest> = {}): PartnerRequest {
  return {
    id: RequestId.parse('ask'),
    kind: 'add-on',
    partnerId: PartnerId.parse('green'),
    partnerName: 'Green Energy',
    partnerStatus: 'active',
    title: 'Extra channel',
    requestedAtMs: AT_MS,
    withdrawnAtMs: null,
    decision: null,
    content: CONTENTS['add-on'],
    files: [],
    version: 1,
    ...more
  }
}

/** Writes requests as the platform posts them; answers the seq. */
export function writeRequests(
  storage: Storage,
  tenantId: TenantId,
  requests: readonly PartnerRequest[]
): Promise<number> {
  return storage.transact(async (tx) => {
    for (const request of requests) await saveRequest(tx, tenantId, request)
    const changes = requests.map((row) => ({
      type: 'request.asked',
      entity: requestEntity.name,
      id: row.id,
      audience: { role: 'lead' } as const,
      body: { kind: 'row' as const, version: row.version, row }
    }))
    return append(tx, tenantId, changes, AT_MS)
  })
}
