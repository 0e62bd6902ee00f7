import type { Channel } from '#shared/features/conversation/entities.ts'
import { createIds } from '../ids.ts'
import { createRandom } from '../random.ts'
import { dayMs } from '../schedule.ts'
import type { Engagement, EngagementContent } from '../shapes.ts'
import { coupons } from './coupons.ts'
import { digitalGoods } from './digital-goods.ts'
import type { EngagementEntry } from './entry.ts'
import { messagesAndPromos } from './messages-and-promos.ts'

/** The tenant's engagement catalogue: about five of each type, some still drafts, some finished. */
export function generateEngagements(seed: number, nowMs: number, channels: readonly Channel[]): Engagement[] {
  const random = createRandom(seed, 'engagements')
  const makeId = createIds(random)
  return [...messagesAndPromos, ...coupons, ...digitalGoods].map((entry) => {
    const channel = channels.find(({ slug }) => slug === entry.channel)
    if (!channel) throw new Error(`an engagement belongs to ${entry.channel}, which is no channel`)
    const createdAtMs = nowMs - random.int(50 * dayMs, 90 * dayMs)
    return {
      id: makeId(createdAtMs),
      channelId: channel.id,
      status: entry.status,
      createdAtMs,
      ...contentOf(entry, nowMs)
    }
  })
}

function contentOf(entry: EngagementEntry, nowMs: number): EngagementContent {
  const today = nowMs - (nowMs % dayMs)
  if ('startDay' in entry) {
    return {
      ...entry.content,
      startsAtMs: today + entry.startDay * dayMs,
      endsAtMs: today + entry.endDay * dayMs
    }
  }
  if ('validDays' in entry) return { ...entry.content, validUntilMs: today + entry.validDays * dayMs }
  return entry.content
}
