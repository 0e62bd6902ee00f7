import type { EngagementState } from '#shared/features/engagement/entities.ts'
import type { EngagementEntry } from './entry.ts'

type Goods = readonly [
  type: 'sticker-pack' | 'ringtone' | 'wallpaper',
  channel: string,
  status: EngagementState,
  name: string,
  files: readonly string[],
  pricePoints: number,
  bonusPoints: number
]

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${name}-sticker-${i + 1}.png`)

const goods: readonly Goods[] = [
  ['sticker-pack', 'northwind-coffee', 'active', 'Coffee Cats', numbered('coffee-cats', 6), 150, 0],
  ['sticker-pack', 'acme-care', 'active', 'Octo & Friends', numbered('octo', 6), 0, 50],
  ['sticker-pack', 'acme-care', 'active', 'Office Mood', numbered('office-mood', 6), 200, 20],
  ['sticker-pack', 'beatbox-radio', 'finished', 'Matchday', numbered('matchday', 6), 120, 0],
  ['sticker-pack', 'harbor-cinema', 'draft', 'Silent Movie Faces', numbered('silent-movie', 6), 180, 0],
  ['ringtone', 'beatbox-radio', 'active', 'Neon Nights', ['neon-nights.wav'], 90, 10],
  ['ringtone', 'beatbox-radio', 'active', 'Ocean Drive', ['ocean-drive.wav'], 90, 0],
  ['ringtone', 'beatbox-radio', 'active', '8-bit Hero', ['8-bit-hero.wav'], 60, 0],
  ['ringtone', 'acme-care', 'active', 'Marimba Sunrise', ['marimba-sunrise.wav'], 0, 0],
  ['ringtone', 'northwind-coffee', 'draft', 'Espresso Machine', ['espresso-machine.wav'], 40, 0],
  [
    'wallpaper',
    'northwind-coffee',
    'active',
    'Latte Art',
    ['latte-art-phone.png', 'latte-art-wide.png'],
    50,
    0
  ],
  ['wallpaper', 'acme-care', 'active', 'Deep Blue', ['deep-blue-phone.png', 'deep-blue-wide.png'], 0, 25],
  ['wallpaper', 'acme-care', 'active', 'Paper Cranes', ['paper-cranes-phone.png'], 70, 0],
  ['wallpaper', 'beatbox-radio', 'active', 'City Rain', ['city-rain-phone.png'], 70, 5],
  ['wallpaper', 'harbor-cinema', 'finished', 'Northern Lights', ['northern-lights-phone.png'], 60, 0]
]

/** Sticker packs, ringtones and wallpapers; prices are in points. */
export const digitalGoods: readonly EngagementEntry[] = goods.map(
  ([type, channel, status, name, files, pricePoints, bonusPoints]) => ({
    channel,
    status,
    content: { type, name, files: [...files], pricePoints, bonusPoints }
  })
)
