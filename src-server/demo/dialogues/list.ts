import { coupons } from './coupons.ts'
import { delivery } from './delivery.ts'
import { ringtones, stickers, wallpapers } from './digital-goods.ts'
import { arabic } from './languages/arabic.ts'
import { german } from './languages/german.ts'
import { hebrew } from './languages/hebrew.ts'
import { japanese } from './languages/japanese.ts'
import { russian } from './languages/russian.ts'
import { spanish } from './languages/spanish.ts'
import { longStories } from './long-stories.ts'
import { promoConditions, refunds } from './money.ts'
import { points } from './points.ts'
import { chitChat, compliments, partnership } from './small-talk.ts'
import { account, crashes } from './technical.ts'
import type { Topic } from './topic.ts'
import { openingHours, unsubscribe } from './visiting.ts'

/** Every topic that a follower may raise. */
export const topics: readonly Topic[] = [
  delivery,
  coupons,
  ringtones,
  stickers,
  wallpapers,
  points,
  crashes,
  account,
  refunds,
  promoConditions,
  openingHours,
  unsubscribe,
  compliments,
  chitChat,
  partnership,
  longStories,
  german,
  spanish,
  arabic,
  hebrew,
  japanese,
  russian
]
