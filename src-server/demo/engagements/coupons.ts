import type { EngagementEntry } from './entry.ts'

export const coupons: readonly EngagementEntry[] = [
  {
    channel: 'northwind-coffee',
    status: 'active',
    content: {
      type: 'coupon',
      name: 'Free flat white',
      description: 'One flat white of any size. Show the code at the counter.',
      image: 'flat-white.png',
      code: 'NW-FLAT-2207',
      redemption: 'scan'
    },
    validDays: 21
  },
  {
    channel: 'northwind-coffee',
    status: 'active',
    content: {
      type: 'coupon',
      name: 'Breakfast deal',
      description: 'Croissant and coffee for 3.50. Valid for 15 minutes after opening.',
      image: 'breakfast.png',
      code: 'NW-MORNING',
      redemption: 'timed'
    },
    validDays: 9
  },
  {
    channel: 'northwind-coffee',
    status: 'finished',
    content: {
      type: 'coupon',
      name: 'Birthday muffin',
      description: 'A muffin for our birthday. Or yours, we do not check.',
      image: 'muffin.png',
      code: 'NW-BDAY',
      redemption: 'click'
    },
    validDays: -12
  },
  {
    channel: 'acme-care',
    status: 'active',
    content: {
      type: 'coupon',
      name: '10 GB for free',
      description: 'Ten gigabytes on top, added to your plan at once and valid for a month.',
      image: 'ten-gigabytes.png',
      code: 'AM-10GB',
      redemption: 'automatic'
    },
    validDays: 30
  },
  {
    channel: 'acme-care',
    status: 'draft',
    content: {
      type: 'coupon',
      name: 'Half-price charger',
      description: 'Half off every wireless charger in our shops.',
      image: 'charger.png',
      code: 'AM-CHARGE-50',
      redemption: 'scan'
    },
    validDays: 60
  },
  {
    channel: 'beatbox-radio',
    status: 'active',
    content: {
      type: 'coupon',
      name: 'Two tickets for one',
      description: 'For any Thursday concert at Dockside Arena. Tap to redeem at the box office.',
      image: 'two-tickets.png',
      code: 'BB-2FOR1',
      redemption: 'click'
    },
    validDays: 45
  }
]
