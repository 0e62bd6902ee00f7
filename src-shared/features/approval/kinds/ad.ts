import { z } from 'zod'
import { BlobHash } from '../../attachment/entities.ts'
import { defineKind, WebAddress } from './kind.ts'

const FORMATS = { banner: 'Banner', interstitial: 'Interstitial', native: 'Native', video: 'Video' } as const

/** A partner wants to show an ad, paid with impressions. */
export const ad = defineKind({
  name: 'ad',
  label: 'Ad',
  section: 'requests',
  queue: 'Ads requests',
  content: z
    .object({
      format: z.enum(['banner', 'interstitial', 'native', 'video']),
      headline: z.string().min(1).max(200),
      text: z.string().max(2000),
      /** the name of the picture or video */
      image: z.string().max(300).nullable(),
      imageSha256: BlobHash.optional().meta({
        description:
          'The upload that `image` names, by the sha256 of its bytes. Left out: leads see the name only'
      }),
      url: WebAddress,
      placement: z.string().max(200),
      impressions: z.number().int().positive().max(1_000_000_000),
      startsAtMs: z.number().int(),
      endsAtMs: z.number().int()
    })
    .refine(({ image, imageSha256 }) => imageSha256 === undefined || image !== null, {
      message: 'an upload needs its name here',
      path: ['image']
    }),
  title: ({ headline }) => headline,
  price: () => null,
  fields: ({ format, placement, url, impressions, startsAtMs, endsAtMs }) => [
    { as: 'text', label: 'Format', value: FORMATS[format] },
    { as: 'text', label: 'Placement', value: placement },
    { as: 'link', label: 'Leads to', value: url },
    { as: 'number', label: 'Impressions', value: impressions },
    { as: 'date', label: 'Starts', value: startsAtMs },
    { as: 'date', label: 'Ends', value: endsAtMs }
  ],
  files: ({ format, image, imageSha256 }) =>
    image !== null && imageSha256 !== undefined
      ? [{ sha256: imageSha256, name: image, as: format === 'video' ? 'video' : 'image' }]
      : [],
  preview: ({ format, headline, text, image, url }, [file = null]) => ({
    shape: 'ad',
    format,
    headline,
    text,
    image,
    file,
    url
  }),
  impact: ({ impressions }, partner) => [
    partner.impressions >= impressions
      ? {
          label: 'Impressions',
          text: [impressions, ' of ', partner.impressions, ' are set aside for this ad'],
          tone: 'neutral'
        }
      : {
          label: 'Impressions',
          text: ['The ad wants ', impressions, ', the partner has ', partner.impressions],
          tone: 'loss'
        }
  ],
  effect: ({ headline, impressions, startsAtMs, endsAtMs }, partner, requestId) => ({
    ...partner,
    impressions: Math.max(0, partner.impressions - impressions),
    ads: [...partner.ads, { requestId, headline, impressions, startsAtMs, endsAtMs }]
  })
})
