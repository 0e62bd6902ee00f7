import { z } from 'zod'
import { PackageTerms, type Partner } from '../../partner/entities.ts'
import { Description, defineKind, Email, type Impact, Money, Phone, WebAddress } from './kind.ts'

/** A partner asks for a package, the first one or another. */
export const partnership = defineKind({
  name: 'partnership',
  label: 'Partnership',
  section: 'partnership',
  queue: 'Pending approval',
  content: z.object({
    packageName: z.string().min(1).max(200),
    price: Money,
    /** what the package holds; null when the platform does not say */
    terms: PackageTerms.nullable(),
    phone: Phone,
    email: Email,
    website: WebAddress,
    description: Description
  }),
  title: ({ packageName }) => packageName,
  price: ({ price }) => price,
  fields: ({ packageName, price, phone, email, website, description }) => [
    { as: 'text', label: 'Selected package', value: packageName },
    { as: 'money', label: 'Price', value: price },
    { as: 'phone', label: 'Phone number', value: phone },
    { as: 'email', label: 'Email address', value: email },
    { as: 'link', label: 'Website', value: website },
    { as: 'paragraph', label: 'Description', value: description }
  ],
  files: () => [],
  preview: () => null,
  impact: ({ packageName, terms }, partner) => [
    packageLine(partner.packageName, packageName),
    ...(terms ? termLines(terms, partner) : [])
  ],
  // the package that the partner has stays until this very moment
  effect: ({ packageName, terms }, partner) => ({ ...partner, status: 'active', packageName, terms })
})

function packageLine(now: string | null, wanted: string): Impact {
  if (now === null) return { label: 'Package', text: [`${wanted}, the first one`], tone: 'gain' }
  if (now === wanted) return { label: 'Package', text: [`${wanted} goes on`], tone: 'neutral' }
  return { label: 'Package', text: [`${wanted} takes the place of ${now}`], tone: 'neutral' }
}

const types = (names: readonly string[]) => names.map((name) => name.replace('-', ' ')).join(', ')

function termLines(terms: PackageTerms, partner: Partner): Impact[] {
  const had = partner.terms?.engagementTypes ?? []
  const gained = terms.engagementTypes.filter((type) => !had.includes(type))
  const lost = had.filter((type) => !terms.engagementTypes.includes(type))
  const lines: Impact[] = []
  if (gained.length > 0) lines.push({ label: 'Engagements gained', text: [types(gained)], tone: 'gain' })
  if (lost.length > 0) lines.push({ label: 'Engagements lost', text: [types(lost)], tone: 'loss' })
  if (partner.channels.length > terms.channels) {
    const text = [partner.channels.length, ' in use, ', terms.channels, ' in the new package']
    lines.push({ label: 'Channels over the limit', text, tone: 'loss' })
  }
  if (partner.activeEngagements > terms.activeEngagements) {
    const text = [partner.activeEngagements, ' are active, the new package allows ', terms.activeEngagements]
    lines.push({ label: 'Active engagements over the limit', text, tone: 'loss' })
  }
  return lines
}
