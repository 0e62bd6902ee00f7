import type { PartnerRow, RequestRow } from './request-rows.ts'

/** What a partner has to be once a request of it is approved. */
export function effectOf({ id: requestId, kind, content }: RequestRow, partner: PartnerRow): PartnerRow {
  const next = { ...partner, version: partner.version + 1 }
  switch (kind) {
    case 'partnership': {
      const { packageName, terms } = content
      return { ...next, ...{ status: 'active', packageName, terms } }
    }
    case 'add-on': {
      const { addOnName: name, price } = content
      return { ...next, addOns: [...next.addOns, { requestId, name, price }] }
    }
    case 'broadcast': {
      const { engagementTitle: title, engagementType: type, startsAtMs } = content
      return { ...next, broadcasts: [...next.broadcasts, { requestId, title, type, startsAtMs }] }
    }
    case 'advertising-package':
      return { ...next, impressions: next.impressions + Number(content.impressions) }
    case 'ad': {
      const { headline, impressions, startsAtMs, endsAtMs } = content
      const left = Math.max(0, next.impressions - Number(impressions))
      const ad = { requestId, headline, impressions, startsAtMs, endsAtMs }
      return { ...next, impressions: left, ads: [...next.ads, ad] }
    }
    default:
      throw new Error(`nobody knows what approving a ${kind} means`)
  }
}
