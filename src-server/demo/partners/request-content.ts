import { demoFile } from '../engagements/media.ts'
import { at, type Random } from '../random.ts'
import { dayMs } from '../schedule.ts'
import type { Partner, RequestKind } from '../shapes.ts'
import { addOns, ads, advertisingPackages, broadcasts, currency, packages } from './offers.ts'

/** What a request's content depends on. */
export interface RequestOrigin {
  random: Random
  kind: RequestKind
  /** Walks through the offers, so that neighbours in a list differ. */
  index: number
  partner: Partner
  packageIndex: number
  requestedAtMs: number
}

const audiences = [
  'Everybody in the region',
  'Followers of food channels',
  'Age 18 to 30',
  'Families',
  'Everybody'
]

/** The fields of one request, by its kind. */
export function contentOf(origin: RequestOrigin): Record<string, unknown> {
  switch (origin.kind) {
    case 'partnership':
      return partnership(origin)
    case 'add-on':
      return addOn(origin)
    case 'broadcast':
      return broadcast(origin)
    case 'advertising-package':
      return advertisingPackage(origin)
    case 'ad':
      return ad(origin)
  }
}

function partnership({ random, partner, packageIndex }: RequestOrigin) {
  const isNew = partner.status === 'new'
  const wanted = isNew ? packageIndex : Math.min(packages.length - 1, packageIndex + random.int(-1, 1) || 1)
  const { name, priceCents, terms } = at(packages, Math.max(0, wanted))
  const description = isNew
    ? random.pick([
        `We are ${partner.name} and would like to reach people nearby with coupons and a monthly message.`,
        'A small family business, two locations. We would start with one channel and see how it goes.',
        'Our customers ask for a place where they find our offers. We plan one promo a week and can answer chats ourselves.',
        'We have seen what you do with Northwind Coffee and want the same.\nOur designer has stickers ready.\nWhen could we start?'
      ])
    : random.pick([
        'We have outgrown our package and need more engagements.',
        'For the winter we would like to change the package.',
        'Please renew our partnership for another year.'
      ])
  const { phone, email, website } = partner
  return { packageName: name, price: euros(priceCents), terms, phone, email, website, description }
}

function addOn({ index, partner }: RequestOrigin) {
  const [addOnName, priceCents, description] = at(addOns, index % addOns.length)
  const { phone, email } = partner
  return { addOnName, price: euros(priceCents), phone, email, description }
}

function broadcast({ random, index, requestedAtMs }: RequestOrigin) {
  const [engagementType, engagementTitle, preview] = at(broadcasts, index % broadcasts.length)
  const startDayMs = requestedAtMs - (requestedAtMs % dayMs) + random.int(8, 25) * dayMs
  return {
    engagementType,
    engagementTitle,
    preview,
    buttonText: engagementType === 'promo' ? 'More info' : null,
    audience: random.pick(audiences),
    audienceSize: random.int(12, 900) * 100,
    startsAtMs: startDayMs + random.int(8, 18) * 3_600_000
  }
}

function advertisingPackage({ random }: RequestOrigin) {
  const [packageName, impressions, priceCents] = random.pick(advertisingPackages)
  const description = random.pick([
    'For the campaign of our anniversary.',
    'Our last package was used up in two weeks, thank you!',
    'We would like to try ads for the first time.'
  ])
  return { packageName, impressions, price: euros(priceCents), description }
}

/** Where an ad is shown says what it looks like; videos are the exception. */
const formats: Record<string, 'banner' | 'interstitial' | 'native'> = {
  'Channel list, top': 'banner',
  'Chat list, bottom': 'banner',
  'Full screen on start': 'interstitial',
  'Feed, every tenth item': 'native'
}

function ad({ random, index, partner, requestedAtMs }: RequestOrigin) {
  const [, headline, text, placement] = at(ads, index % ads.length)
  const startsAtMs = requestedAtMs - (requestedAtMs % dayMs) + random.int(7, 14) * dayMs
  const isVideo = index % 7 === 6
  const format = isVideo ? ('video' as const) : (formats[placement] ?? 'native')
  const name = headline.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const image = isVideo ? `${name}.mp4` : `${name}-${format}.png`
  return {
    format,
    headline,
    text,
    image,
    imageSha256: demoFile(image).attachment.sha256,
    url: `${partner.website}/landing`,
    placement,
    impressions: random.int(2, 80) * 1000,
    startsAtMs,
    endsAtMs: startsAtMs + random.int(7, 30) * dayMs
  }
}

const euros = (minor: number) => ({ minor, currency })
