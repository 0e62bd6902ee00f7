import type { Flavour } from './dialogues/topic.ts'
import { phrases } from './phrases.ts'
import { at, type Random } from './random.ts'
import { goodsOf } from './slot-goods.ts'
import { type Filling, render } from './template.ts'

/** Everything that a session's slots may depend on. */
export interface SlotContext {
  random: Random
  flavour: Flavour
  follower: string
  city: string
  agent: string
  channel: string
  /** About when the session happens; days and dates are told from here. */
  atMs: number
}

type Maker = (context: SlotContext) => string

const dayMs = 86_400_000
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const streets = [
  'Mill Lane',
  'Harbour Street',
  'Station Road',
  'Elm Avenue',
  'Castle Street',
  'Bridge Row',
  'Park Lane'
]
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

const makers: Record<string, Maker> = {
  first: ({ follower }) => follower,
  agent: ({ agent }) => agent,
  channel: ({ channel }) => channel,
  city: ({ city }) => city,
  order: ({ random, flavour }) => `#${goodsOf(flavour).orderPrefix}-${random.int(10_000, 99_999)}`,
  product: ({ random, flavour }) => random.pick(goodsOf(flavour).products),
  place: ({ random, flavour }) => random.pick(goodsOf(flavour).places),
  coupon: ({ random, flavour }) => random.pick(goodsOf(flavour).coupons),
  promo: ({ random, flavour }) => random.pick(goodsOf(flavour).promos),
  ringtone: ({ random }) =>
    random.pick([
      'Ocean Drive',
      'Marimba Sunrise',
      'Old School Bell',
      'Neon Nights',
      'Rainy Window',
      'Koto Dream',
      '8-bit Hero'
    ]),
  pack: ({ random }) =>
    random.pick([
      'Octo & Friends',
      'Coffee Cats',
      'Sleepy Sloths',
      'Matchday',
      'Office Mood',
      'Little Dragons',
      'Summer Vibes'
    ]),
  wallpaper: ({ random }) =>
    random.pick(['Northern Lights', 'Deep Blue', 'City Rain', 'Paper Cranes', 'Latte Art']),
  price: ({ random }) => `€${random.int(3, 79)}.${random.pick(['00', '50', '90', '99', '20'])}`,
  points: ({ random }) => `${random.int(12, 98) * 10}`,
  morePoints: ({ random }) => `${random.int(100, 240) * 10}`,
  percent: ({ random }) => `${random.pick([10, 15, 20, 25, 30, 50])}%`,
  code: ({ random }) => `${random.pick(['OCTO', 'HELLO', 'SPRING', 'VIP', 'THANKS'])}-${letters(random, 4)}`,
  ticket: ({ random }) => `T-${random.int(100_000, 999_999)}`,
  tracking: ({ random }) => `AX${random.int(100_000_000, 999_999_999)}DE`,
  digits: ({ random }) => `${random.int(1000, 9999)}`,
  weekday: ({ random, atMs }) => weekdayOf(atMs + random.int(1, 4) * dayMs),
  pastWeekday: ({ random, atMs }) => weekdayOf(atMs - random.int(2, 5) * dayMs),
  date: ({ random, atMs }) => dateOf(atMs + random.int(3, 20) * dayMs),
  pastDate: ({ random, atMs }) => dateOf(atMs - random.int(4, 40) * dayMs),
  clock: ({ random }) => `${random.int(14, 20)}:${random.pick(['00', '15', '30', '45'])}`,
  days: ({ random }) => random.pick(['two', 'three', 'four', 'five']),
  minutes: ({ random }) => random.pick(['5', '10', '15', '20', '30']),
  phone: ({ random }) =>
    random.pick([
      'Galaxy S23',
      'iPhone 14',
      'Pixel 8',
      'Redmi Note 12',
      'iPhone SE',
      'Galaxy A54',
      'Xperia 10',
      'Nokia G42'
    ]),
  system: ({ random }) =>
    random.pick(['Android 13', 'Android 14', 'iOS 17.4', 'iOS 16.7', 'Android 12', 'iOS 18']),
  version: ({ random }) => `${random.int(5, 7)}.${random.int(0, 14)}.${random.int(0, 6)}`,
  host: ({ flavour }) => goodsOf(flavour).host,
  street: ({ random }) => `${random.pick(streets)} ${random.int(1, 120)}`,
  postcode: ({ random }) => `${random.int(10_000, 98_999)}`,
  relative: ({ random }) =>
    random.pick(['daughter', 'son', 'mum', 'husband', 'wife', 'sister', 'grandfather', 'flatmate'])
}

/** True when templates may use the slot. */
export function slotExists(slot: string): boolean {
  return slot in makers || slot in phrases
}

/** Fills slots for one session: facts stay the same throughout, phrases differ each time. */
export function createSlots(context: SlotContext): Filling {
  const facts = new Map<string, string>()
  const filling: Filling = {
    random: context.random,
    fill(slot) {
      const wording = phrases[slot]
      if (wording) return render(context.random.pick(wording), filling)
      const known = facts.get(slot)
      if (known !== undefined) return known
      const make = makers[slot]
      if (!make) throw new Error(`no slot is called {${slot}}`)
      const fact = make(context)
      facts.set(slot, fact)
      return fact
    }
  }
  return filling
}

function letters(random: Random, count: number): string {
  let text = ''
  for (let i = 0; i < count; i++) text += codeLetters.charAt(random.int(0, codeLetters.length - 1))
  return text
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

function weekdayOf(timeMs: number): string {
  return at(weekdays, new Date(timeMs).getUTCDay())
}

function dateOf(timeMs: number): string {
  const date = new Date(timeMs)
  return `${twoDigits(date.getUTCDate())}/${twoDigits(date.getUTCMonth() + 1)}`
}
