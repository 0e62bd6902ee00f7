import { z } from 'zod'
import { EngagementType } from '../../engagement/content.ts'
import { defineKind } from './kind.ts'

/** A partner wants to send an engagement to people who do not follow the channel. */
export const broadcast = defineKind({
  name: 'broadcast',
  label: 'Broadcast',
  section: 'requests',
  queue: 'Broadcast requests',
  content: z.object({
    engagementType: EngagementType,
    engagementTitle: z.string().min(1).max(200),
    preview: z.string().max(4000),
    buttonText: z.string().max(40).nullable(),
    audience: z.string().max(300),
    audienceSize: z.number().int().nonnegative(),
    startsAtMs: z.number().int()
  }),
  title: ({ engagementTitle }) => engagementTitle,
  price: () => null,
  fields: ({ engagementType, audience, audienceSize, startsAtMs }) => [
    { as: 'time', label: 'Broadcast starts', value: startsAtMs },
    { as: 'text', label: 'Type of engagement', value: engagementType.replace('-', ' ') },
    { as: 'text', label: 'Audience', value: audience },
    { as: 'number', label: 'People reached', value: audienceSize }
  ],
  files: () => [],
  preview: ({ engagementType, engagementTitle, preview, buttonText, startsAtMs }) => ({
    shape: 'engagement',
    type: engagementType,
    title: engagementTitle,
    text: preview,
    buttonText,
    startsAtMs
  }),
  impact: ({ engagementType }, { terms }) =>
    terms && !terms.engagementTypes.includes(engagementType)
      ? [
          {
            label: 'Type of engagement',
            text: [`${engagementType.replace('-', ' ')} is not part of the partner’s package`],
            tone: 'loss'
          }
        ]
      : [],
  effect: ({ engagementType, engagementTitle, startsAtMs }, partner, requestId) => ({
    ...partner,
    broadcasts: [
      ...partner.broadcasts,
      { requestId, title: engagementTitle, type: engagementType, startsAtMs }
    ]
  })
})
