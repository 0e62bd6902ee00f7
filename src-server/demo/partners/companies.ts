import type { Partner } from '../shapes.ts'

/** name, web name, contact, status, index of the package, channels */
export type Company = readonly [
  name: string,
  host: string,
  contact: string,
  status: Partner['status'],
  packageIndex: number,
  channels: readonly string[]
]

/** The first three run the tenant's own channels; companies that are `new` have no package yet. */
export const companies: readonly Company[] = [
  ['Northwind Coffee', 'northwind-coffee', 'Ingrid Solheim', 'active', 2, ['Northwind Coffee']],
  ['Beatbox Media', 'beatbox-radio', 'Marcus Adeyemi', 'active', 2, ['Beatbox Radio']],
  ['Harbor Cinema', 'harbor-cinema', 'Greta Janssen', 'active', 1, ['Harbor Cinema']],
  ['Bluebird Bakery', 'bluebird-bakery', 'Paul Winter', 'active', 0, ['Bluebird Bakery']],
  [
    'Kitewing Travel',
    'kitewing',
    'Nadia Benali',
    'active',
    2,
    ['Kitewing City Trips', 'Kitewing Last Minute']
  ],
  ['Pedal & Chain', 'pedal-chain', 'Owen Price', 'active', 0, ['Pedal & Chain']],
  ['Lumen Optics', 'lumen-optics', 'Dr. Katrin Vogt', 'active', 1, ['Lumen Optics', 'Lumen Kids']],
  ['Fern & Stone Garden Centre', 'fern-stone', 'Hugh Abbot', 'active', 1, ['Fern & Stone']],
  ['Polyglot Evening School', 'polyglot', 'Carmen Ruiz', 'active', 0, ['Polyglot']],
  ['Nordlys Outdoor', 'nordlys', 'Håkon Eide', 'active', 2, ['Nordlys Outdoor', 'Nordlys Outlet']],
  ['Mochi House', 'mochi-house', '中村 恵 Megumi Nakamura', 'active', 0, ['Mochi House']],
  ['Sahar Kitchen', 'sahar-kitchen', 'سحر حداد Sahar Haddad', 'active', 1, ['Sahar Kitchen']],
  ['Paper Boat Books', 'paper-boat', 'Elise Martin', 'active', 1, ['Paper Boat', 'Paper Boat Kids']],
  ['Velvet Hour Hair', 'velvet-hour', 'Jasmine Cole', 'active', 0, ['Velvet Hour']],
  ['Gusto Pizza Company', 'gusto-pizza', 'Salvatore Greco', 'active', 2, ['Gusto', 'Gusto Late Night']],
  [
    'Stadtwerke Lindenau',
    'sw-lindenau',
    'Bernd Großmann',
    'active',
    3,
    ['Lindenau Energy', 'Lindenau Trams', 'Lindenau Pools']
  ],
  ['Happy Paws Vets', 'happy-paws', 'Dr. Leah Stern', 'active', 0, ['Happy Paws']],
  ['Orbit Fitness', 'orbit-fitness', 'Damian Wójcik', 'active', 2, ['Orbit Fitness', 'Orbit Yoga']],
  ['Green Bowl', 'green-bowl', 'Linh Trần', 'active', 0, ['Green Bowl']],
  ['City Museum Association', 'city-museums', 'Prof. Anton Reiter', 'active', 1, ['City Museums']],
  ['Tick Tock Watches', 'tick-tock', 'Yannick Favre', 'active', 1, ['Tick Tock']],
  ['Loop Recycling', 'loop-recycling', 'Ebba Nyström', 'active', 0, ['Loop']],
  ['Moonlight Mattresses', 'moonlight', 'Fiona Burke', 'active', 1, ['Moonlight']],
  ['Red Fox Games', 'red-fox-games', 'Ivan Horvat', 'active', 2, ['Red Fox Games', 'Red Fox Esports']],
  ['Casa Verde Flowers', 'casa-verde', 'Inês Duarte', 'active', 0, ['Casa Verde']],
  ['Harvest Box', 'harvest-box', 'Tomasz Zieliński', 'active', 1, ['Harvest Box']],
  ['Skyline Parking', 'skyline-parking', 'Robert Kane', 'active', 0, ['Skyline Parking']],
  ['Little Dragons Daycare', 'little-dragons', 'Mei Wong', 'active', 0, ['Little Dragons']],
  [
    'Alpenblick Hotels',
    'alpenblick',
    'Ursula Amstutz',
    'active',
    3,
    ['Alpenblick', 'Alpenblick Spa', 'Alpenblick Events']
  ],
  ['Quick Stitch Tailors', 'quick-stitch', 'Deepa Nair', 'active', 0, ['Quick Stitch']],
  ['Bargain Barn', 'bargain-barn', 'Wayne Tucker', 'suspended', 1, ['Bargain Barn']],
  ['Miracle Slim Ltd.', 'miracle-slim', 'Rick Stone', 'suspended', 0, ['Miracle Slim']],
  ['Old Town Theatre', 'old-town-theatre', 'Viktória Kiss', 'expired', 1, ['Old Town Theatre']],
  ['Seaside Minigolf', 'seaside-minigolf', 'Joop Visser', 'expired', 0, ['Seaside Minigolf']],
  ['Comet Couriers', 'comet-couriers', 'Andrei Popa', 'expired', 1, ['Comet']],
  ['Aurora Skincare', 'aurora-skincare', 'Emma Laine', 'new', 1, []],
  ['Brickyard Climbing', 'brickyard', 'Caleb Foster', 'new', 0, []],
  ['Ohana Surf School', 'ohana-surf', 'Keani Palakiko', 'new', 0, []],
  ['Telescope Magazine', 'telescope-mag', 'Ruth Feldman', 'new', 2, []],
  ['=Zahlenwerk Tax, "Meier; Partner"', 'zahlenwerk', 'Dr. Jörg Meier', 'new', 1, []]
]
