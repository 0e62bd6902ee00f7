import type { EngagementStatus } from '../shapes.ts'
import type { EngagementEntry } from './entry.ts'

type Goods = readonly [
  type: 'sticker-pack' | 'ringtone' | 'wallpaper',
  channel: string,
  status: EngagementStatus,
  name: string,
  files: readonly string[],
  pricePoints: number,
  bonusPoints: number
]

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${name}-${i + 1}.png`)

const goods: readonly Goods[] = [
  ['sticker-pack', 'northwind-coffee', 'active', 'Coffee Cats', numbered('coffee-cats', 12), 150, 0],
  ['sticker-pack', 'acme-care', 'active', 'Octo & Friends', numbered('octo', 16), 0, 50],
  ['sticker-pack', 'acme-care', 'active', 'Office Mood', numbered('office-mood', 10), 200, 20],
  ['sticker-pack', 'beatbox-radio', 'finished', 'Matchday', numbered('matchday', 8), 120, 0],
  ['sticker-pack', 'harbor-cinema', 'draft', 'Silent Movie Faces', numbered('silent-movie', 14), 180, 0],
  ['ringtone', 'beatbox-radio', 'active', 'Neon Nights', ['neon-nights.mp3', 'neon-nights.m4r'], 90, 10],
  ['ringtone', 'beatbox-radio', 'active', 'Ocean Drive', ['ocean-drive.mp3', 'ocean-drive.m4r'], 90, 0],
  ['ringtone', 'beatbox-radio', 'active', '8-bit Hero', ['8-bit-hero.mp3', '8-bit-hero.m4r'], 60, 0],
  [
    'ringtone',
    'acme-care',
    'active',
    'Marimba Sunrise',
    ['marimba-sunrise.mp3', 'marimba-sunrise.m4r'],
    0,
    0
  ],
  ['ringtone', 'northwind-coffee', 'draft', 'Espresso Machine', ['espresso-machine.mp3'], 40, 0],
  [
    'wallpaper',
    'northwind-coffee',
    'active',
    'Latte Art',
    ['latte-art-phone.jpg', 'latte-art-tablet.jpg'],
    50,
    0
  ],
  ['wallpaper', 'acme-care', 'active', 'Deep Blue', ['deep-blue-phone.jpg', 'deep-blue-tablet.jpg'], 0, 25],
  ['wallpaper', 'acme-care', 'active', 'Paper Cranes', ['paper-cranes.png'], 70, 0],
  ['wallpaper', 'beatbox-radio', 'active', 'City Rain', ['city-rain.jpg'], 70, 5],
  ['wallpaper', 'harbor-cinema', 'finished', 'Northern Lights', ['northern-lights.jpg'], 60, 0]
]

/** Sticker packs, ringtones and wallpapers; prices are in points. */
export const digitalGoods: readonly EngagementEntry[] = goods.map(
  ([type, channel, status, name, files, pricePoints, bonusPoints]) => ({
    channel,
    status,
    content: { type, name, files: [...files], pricePoints, bonusPoints }
  })
)
