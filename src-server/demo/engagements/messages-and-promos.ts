import type { EngagementEntry } from './entry.ts'

export const messagesAndPromos: readonly EngagementEntry[] = [
  {
    channel: 'northwind-coffee',
    status: 'active',
    content: {
      type: 'message',
      title: 'Bean of the month: Ethiopia Guji',
      text: 'Peach, jasmine and a little honey: our bean of the month comes from Guji in Ethiopia. Taste it as a free filter coffee this week, in every café.',
      media: 'guji-beans.png'
    },
    startDay: -6,
    endDay: 24
  },
  {
    channel: 'northwind-coffee',
    status: 'finished',
    content: {
      type: 'message',
      title: 'Thank you for one million cups',
      text: 'One million cups since we opened. We have collected the best moments in one minute of film. Thank you!',
      media: 'million-cups.png'
    },
    startDay: -48,
    endDay: -20
  },
  {
    channel: 'acme-care',
    status: 'active',
    content: {
      type: 'message',
      title: 'Planned maintenance on Sunday night',
      text: 'On Sunday from 2:00 to 4:00 we renew our systems. Calls and data work as usual, the app may be slow.',
      media: null
    },
    startDay: -2,
    endDay: 5
  },
  {
    channel: 'beatbox-radio',
    status: 'draft',
    content: {
      type: 'message',
      title: 'Line-up of the summer festival',
      text: 'Three stages, forty bands, one lake. The first ten names are out on Friday at noon, followers hear them an hour earlier.',
      media: 'festival-poster.png'
    },
    startDay: 4,
    endDay: 40
  },
  {
    channel: 'harbor-cinema',
    status: 'active',
    content: {
      type: 'message',
      title: 'Open-air season starts',
      text: 'Bring a blanket: from Thursday on we show classics by the water, every night at dusk.',
      media: 'open-air.png'
    },
    startDay: -9,
    endDay: 51
  },
  {
    channel: 'northwind-coffee',
    status: 'active',
    content: {
      type: 'promo',
      name: 'Refill Friday',
      description: 'Bring your own cup on Friday and the second coffee is on us. All day, in every café.',
      buttonText: 'Find a café',
      url: 'https://northwind-coffee.example/promo/refill-friday',
      assets: ['refill-cup.png', 'refill-map.png']
    }
  },
  {
    channel: 'northwind-coffee',
    status: 'draft',
    content: {
      type: 'promo',
      name: 'Cold Brew Summer',
      description:
        'Three cold brews to take home, one price. Collect the three labels and win a picnic for six.',
      buttonText: 'More info',
      url: 'https://northwind-coffee.example/promo/cold-brew',
      assets: ['cold-brew-1.png', 'cold-brew-2.png', 'cold-brew-3.png']
    }
  },
  {
    channel: 'acme-care',
    status: 'active',
    content: {
      type: 'promo',
      name: 'Double Data Week',
      description:
        'Seven days, twice the data, nothing to cancel. Tap once to join, for every plan from S to XL.',
      buttonText: 'Join now',
      url: 'https://acme-mobile.example/promo/double-data',
      assets: ['double-data.png']
    }
  },
  {
    channel: 'acme-care',
    status: 'finished',
    content: {
      type: 'promo',
      name: 'Bring a Friend',
      description: 'Your friend gets the first month free, and so do you.',
      buttonText: 'More info',
      url: 'https://acme-mobile.example/promo/friend',
      assets: ['friends.png', 'friends-terms.png']
    }
  },
  {
    channel: 'beatbox-radio',
    status: 'active',
    content: {
      type: 'promo',
      name: 'Secret Gig',
      description:
        'A band you know, a place you do not. Two hundred followers are in; the address comes an hour before.',
      buttonText: 'Enter the draw',
      url: 'https://beatbox-radio.example/promo/secret-gig',
      assets: ['gig-teaser.png', 'gig-wall.png', 'gig-1.png', 'gig-2.png', 'gig-3.png']
    }
  }
]
