import type { Flavour } from './dialogues/topic.ts'

/** What a kind of channel sells and gives away, for the slots of its dialogues. */
export interface Goods {
  orderPrefix: string
  /** reserved domain of its web pages */
  host: string
  products: readonly string[]
  places: readonly string[]
  coupons: readonly string[]
  promos: readonly string[]
}

const goods: Record<Flavour, Goods> = {
  telecom: {
    orderPrefix: 'AM',
    host: 'acme-mobile.example',
    products: [
      'SIM starter kit',
      'travel router',
      'prepaid starter set',
      'wireless charger',
      'phone case',
      'pair of Buds Lite',
      'second SIM card'
    ],
    places: ['Station Road shop', 'Riverside Mall shop', 'airport kiosk', 'Castle Street shop'],
    coupons: ['10 GB for free', 'Half-price charger', 'Roaming day pass', 'Welcome bonus'],
    promos: ['Summer Roaming', 'Bring a Friend', 'Double Data Week', 'Student Saver']
  },
  coffee: {
    orderPrefix: 'NW',
    host: 'northwind-coffee.example',
    products: [
      'bag of house blend',
      'cold brew box',
      'reusable cup',
      'gift card',
      'pour-over set',
      'bag of Guji beans',
      'case of oat milk',
      'French press'
    ],
    places: [
      'Harbour Street café',
      'Mill Lane café',
      'Central Station bar',
      'Old Market café',
      'Riverside café'
    ],
    coupons: [
      'Free flat white',
      'Two for one cappuccino',
      'Birthday muffin',
      'Breakfast deal',
      '20% on beans'
    ],
    promos: ['Pumpkin Weeks', 'Refill Friday', 'Early Bird', 'Cold Brew Summer', 'Bean of the Month']
  },
  radio: {
    orderPrefix: 'BB',
    host: 'beatbox-radio.example',
    products: [
      'festival wristband',
      'tour shirt',
      'radio mug',
      'vinyl box',
      'tote bag',
      'signed poster',
      'concert ticket'
    ],
    places: ['main stage box office', 'Dockside Arena', 'Beatbox studio', 'merch stand'],
    coupons: ['Two tickets for one', 'Free drink at Dockside', 'Merch voucher', 'Soundcheck pass'],
    promos: ['Secret Gig', 'Vinyl Thursday', 'Summer Festival', 'Song of the Week', 'Backstage Raffle']
  },
  cinema: {
    orderPrefix: 'HC',
    host: 'harbor-cinema.example',
    products: ['ticket pack of five', 'gift voucher', 'popcorn bucket', 'film poster', 'matinee ticket'],
    places: ['Harbor 1', 'Harbor 3', 'open-air screen', 'foyer bar'],
    coupons: ['Free small popcorn', 'Kids go free', 'Monday matinee', 'Second ticket half price'],
    promos: ['Classics Sunday', 'Horror Night', 'Family Week', 'Midnight Premiere']
  }
}

/** The goods of one kind of channel. */
export function goodsOf(flavour: Flavour): Goods {
  return goods[flavour]
}
