import type { CannedDocument } from '#shared/features/canned-response/search/library.ts'

/** A seeded source of numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const split = (words: string): string[] => words.trim().split(/\s+/)

const functionWords = split(`
the to you your and we is our for of in a please will be can this that it have with if not on are from or as us
has by an any when been do at within after before once no more all so there which was about`)

const deskWords = split(`
account order payment refund invoice subscription password delivery message channel follower coupon promo ticket
support balance points sticker ringtone wallpaper package partner campaign broadcast reward download upgrade
renewal cancel confirm request receive contact update change check send open close reply wait help thank sorry
apologise inconvenience team colleague agent customer service hours days week month today tomorrow minutes phone
number email address name date code link button page app settings screen device network connection version install
restart update profile picture video image document file upload attachment size limit error problem issue question
answer information details example step price charge fee amount card bank transfer transaction receipt discount
offer expired valid redeem available unavailable active inactive blocked approved rejected pending review process
complete complaint feedback survey language country region shop store product catalogue return exchange warranty
damaged missing wrong late tracking courier parcel warehouse shipping pickup signature privacy terms policy consent
data delete remove export security verify identity login logout register invite member group notification sound
quiet schedule holiday weekend opening location map direction event booking reservation seat guest voucher gift
birthday loyalty level bonus contest winner prize entry rules deadline maintenance outage restore backup status`)

const endings = ['', '', '', 's', 'ed', 'ing', 'er', 'ment', 'able', 'less']

/** Rare words, some of which are probed with typing mistakes; nothing in the index knows of them. */
export const rareWords = split(`
accommodation acknowledgement aluminium anniversary archipelago avocado bankruptcy barometer bouquet broccoli
bureaucracy camouflage carburettor caterpillar chandelier chauffeur chrysanthemum cinnamon concierge connoisseur
croissant cybersecurity dehydrated dishwasher embarrassed encyclopedia entrepreneur escalator eucalyptus extension
fluorescent geography greenhouse guarantee gymnasium handkerchief harmonica headquarters helicopter hieroglyph
hippopotamus hydraulic itinerary jewellery kaleidoscope kindergarten lavender lieutenant limousine magnesium
manoeuvre marmalade mayonnaise mediterranean millennium mischievous mortgage moustache necessary nightingale
observatory orchestra parachute parliament passport pharmaceutical photosynthesis pineapple playwright
porcelain psychiatrist questionnaire quarantine raspberry reconnaissance refrigerator rehearsal restaurant rhythm
saxophone scaffolding schedule silhouette snowboard spectacles submarine surveillance sweatshirt tambourine
tangerine telescope thermostat thunderstorm trampoline turquoise umbrella upholstery vaccination vegetarian
ventilator veterinary vinaigrette voicemail volcano watermelon wheelbarrow xylophone yacht zucchini`)

const onsets = split('b br c ch d dr f fl g gr h j k l m n p pl qu r s sh st t tr v w z')
const vowels = split('a e i o u ai ea ou')
const codas = split('l m n nd r rt s st t x ck ng')

type Pick = <T>(from: readonly T[]) => T

/** Names of products, places and people: the long tail that every real library has. */
function inventName(pick: Pick, random: () => number): string {
  let name = ''
  const syllables = 1 + Math.ceil(random() * 2)
  for (let count = 0; count < syllables; count += 1) name += pick(onsets) + pick(vowels)
  return name + pick(codas)
}

/** `count` canned responses in `count / 50` categories, the same for the same seed. */
export function cannedCorpus(count: number, seed: number): CannedDocument[] {
  const random = seededRandom(seed)
  const pick: Pick = (from) => from[Math.floor(random() * from.length)] as never
  /** The first words of a list come up most often, as in any language. */
  const pickSkewed: Pick = (from) => from[Math.floor(random() ** 2.5 * from.length)] as never
  const names = Array.from({ length: 6000 }, () => inventName(pick, random))
  const word = (): string => {
    const dice = random()
    if (dice < 0.42) return pickSkewed(functionWords)
    if (dice < 0.9) return pickSkewed(deskWords) + pick(endings)
    return dice < 0.985 ? pickSkewed(names) : pick(rareWords)
  }
  const words = (least: number, most: number): string[] =>
    Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, word)
  const sentence = (): string => {
    const text = words(6, 14).join(' ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  }
  const categories = Array.from({ length: Math.ceil(count / 50) }, () =>
    [pick(deskWords), pick(functionWords), pick(deskWords)].join(' ')
  )
  return Array.from({ length: count }, (_, position) => {
    const category = Math.floor(random() * categories.length)
    const greeting = random() < 0.5 ? 'Hello {{follower.firstName|there}}, ' : ''
    return {
      id: `response-${position}`,
      categoryId: `category-${category}`,
      category: categories[category] as string,
      title: words(2, 6).join(' '),
      text: greeting + Array.from({ length: 2 + Math.floor(random() * 4) }, sentence).join(' '),
      position
    }
  })
}
