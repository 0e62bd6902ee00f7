import type { EngagementType } from '#shared/features/engagement/content.ts'
import type { PackageTerms } from '#shared/features/partner/entities.ts'

/** Currency of every price in the demo. */
export const currency = 'EUR'

/** What a partner can book. Prices are integer cents per month. */
export interface Package {
  name: string
  priceCents: number
  terms: PackageTerms
}

const withTerms = (channels: number, activeEngagements: number, engagementTypes: EngagementType[]) => ({
  channels,
  activeEngagements,
  engagementTypes
})

const few: EngagementType[] = ['message', 'coupon']
const most: EngagementType[] = [...few, 'promo', 'sticker-pack']
const all: EngagementType[] = [...most, 'ringtone', 'wallpaper']

export const packages: readonly Package[] = [
  { name: 'Starter', priceCents: 4_900, terms: withTerms(1, 3, few) },
  { name: 'Business', priceCents: 14_900, terms: withTerms(2, 10, most) },
  { name: 'Premium', priceCents: 39_900, terms: withTerms(4, 30, all) },
  { name: 'Enterprise', priceCents: 119_900, terms: withTerms(10, 200, all) }
]

/** Extras on top of a package, with the partner's usual reason. */
export const addOns: readonly (readonly [name: string, priceCents: number, description: string])[] = [
  ['Extra channel', 2_900, 'We open a second location in spring and would like a channel of its own.'],
  [
    '5 more coupons a month',
    1_900,
    'Our coupons are redeemed faster than expected, we would like to offer one every week.'
  ],
  [
    'Live chat for 3 agents',
    5_900,
    'Customers keep asking questions under our promos. Three colleagues are ready to answer.'
  ],
  ['Sticker pack design', 24_900, 'We would like a pack with our mascot, drafts exist.'],
  ['Detailed statistics', 3_900, 'For the quarterly report we need redemptions per day and place.'],
  ['Follower import', 9_900, 'About 4,000 members of our loyalty programme have agreed to be invited.'],
  ['Video messages', 4_900, 'We have short films for the new collection.'],
  ['Priority support', 7_900, 'The festival season starts and we would like a fixed contact.']
]

/** Impressions for ad campaigns. */
export const advertisingPackages: readonly (readonly [
  name: string,
  impressions: number,
  priceCents: number
])[] = [
  ['Impressions S', 10_000, 9_900],
  ['Impressions M', 50_000, 39_900],
  ['Impressions L', 250_000, 149_900],
  ['Impressions XL', 1_000_000, 449_900]
]

/** Engagements that partners want to send beyond their followers. */
export const broadcasts: readonly (readonly [type: EngagementType, title: string, preview: string])[] = [
  [
    'coupon',
    '15% on your first visit',
    'New here? Show this coupon and save 15% on everything, once per person.'
  ],
  [
    'message',
    'We open a new shop',
    'Doors open on Saturday at 10:00. The first hundred guests get a little something.'
  ],
  ['promo', 'Spring cleaning', 'Everything must go: up to half price until the shelves are empty.'],
  ['sticker-pack', 'Hello stickers', 'Twelve free stickers to say hello with. No strings attached.'],
  ['wallpaper', 'Autumn wallpaper', 'A calm picture for a loud month, free for everybody.'],
  ['ringtone', 'Our jingle as a ringtone', 'You asked for it. Seriously.'],
  ['coupon', 'Bring the whole family', 'Children up to 12 join for free, this weekend only.'],
  ['message', 'Help us choose', 'Two designs, one vote: which one shall we make?'],
  ['promo', 'Late summer draw', 'Ten weekends for two. Tap, answer one question, done.']
]

/** Ads: who asks, headline, text and where it is shown. */
export const ads: readonly (readonly [partner: string, headline: string, text: string, placement: string])[] =
  [
    [
      'Harvest Box',
      'Taste the new season',
      'Fresh from the field, at your door on Friday.',
      'Channel list, top'
    ],
    [
      'Pedal & Chain',
      'Two wheels, zero excuses',
      'Service your bike before spring: 20% off.',
      'Feed, every tenth item'
    ],
    [
      'Moonlight Mattresses',
      'Sleep like a cat',
      'The mattress that forgives. Try it for 100 nights.',
      'Chat list, bottom'
    ],
    [
      'Paper Boat Books',
      'Read more, scroll less',
      'Three books a month, chosen by people.',
      'Chat list, bottom'
    ],
    [
      'Fern & Stone Garden Centre',
      'Your garden called',
      'Seeds, soil and good advice. Open on Sunday.',
      'Channel list, top'
    ],
    [
      'Polyglot Evening School',
      'Learn Spanish by summer',
      'Ten minutes a day with a real teacher.',
      'Feed, every tenth item'
    ],
    [
      'Kitewing Travel',
      'Fly for less than a pizza',
      'City trips from 19 euros. While seats last.',
      'Full screen on start'
    ],
    ['Lumen Optics', 'Glasses in one hour', 'While you have a coffee next door.', 'Channel list, top'],
    [
      'Gusto Pizza Company',
      'Still hungry?',
      'Pizza at your door until three in the morning.',
      'Full screen on start'
    ],
    ['Miracle Slim Ltd.', 'Lose 10 kg in 3 days', 'Doctors hate this simple trick.', 'Full screen on start']
  ]

/** What leads write when they reject, by kind of request. */
export const rejectionReasons = {
  partnership: [
    'Your website could not be reached and the company register does not list the name. Please send us your registration and apply again.',
    'The description does not tell what you would like to offer to our users. Please add two or three examples.',
    'We already work with a partner in the same field and have agreed not to add another one this year.'
  ],
  'add-on': [
    'Your current package already contains this, no need to pay for it twice.',
    'This add-on needs the Business package or higher. Please change the package first.'
  ],
  broadcast: [
    'There is another broadcast to the same audience on that day. Please choose a date at least three days later.',
    'The text promises a discount that the conditions do not mention. Please correct it and send it again.'
  ],
  'advertising-package': [
    'An invoice of your last package is still open. We will gladly approve it once it is paid.',
    'For this number of impressions we need a campaign plan first.'
  ],
  ad: [
    'The claim about health is not allowed in our applications.',
    'The picture contains more text than picture. Please send one with at most a fifth of text.',
    'The link leads to a page that does not work on phones.'
  ]
} as const
