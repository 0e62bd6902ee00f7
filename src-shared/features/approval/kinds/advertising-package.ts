import { z } from 'zod'
import { Description, defineKind, Money } from './kind.ts'

/** A partner wants to buy impressions for ads. */
export const advertisingPackage = defineKind({
  name: 'advertising-package',
  label: 'Advertising package',
  section: 'requests',
  queue: 'Advertising packages requests',
  content: z.object({
    packageName: z.string().min(1).max(200),
    impressions: z.number().int().positive().max(1_000_000_000),
    price: Money,
    description: Description
  }),
  title: ({ packageName }) => packageName,
  price: ({ price }) => price,
  fields: ({ packageName, impressions, price, description }) => [
    { as: 'text', label: 'Advertising package', value: packageName },
    { as: 'number', label: 'Impressions', value: impressions },
    { as: 'money', label: 'Price', value: price },
    { as: 'paragraph', label: 'Description', value: description }
  ],
  files: () => [],
  preview: () => null,
  impact: ({ impressions }, partner) => [
    {
      label: 'Impressions',
      text: [partner.impressions, ' become ', partner.impressions + impressions],
      tone: 'gain'
    }
  ],
  effect: ({ impressions }, partner) => ({ ...partner, impressions: partner.impressions + impressions })
})
