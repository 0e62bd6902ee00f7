import type { EngagementId } from '#shared/base/ids.ts'
import type { Channel } from '#shared/features/conversation/entities.ts'
import type { EngagementContent } from '#shared/features/engagement/content.ts'
import type { Engagement } from '#shared/features/engagement/entities.ts'
import { createIds } from '../ids.ts'
import { createRandom } from '../random.ts'
import { dayMs } from '../schedule.ts'
import { coupons } from './coupons.ts'
import { digitalGoods } from './digital-goods.ts'
import type { EngagementEntry, NamedContent } from './entry.ts'
import { demoFile } from './media.ts'
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
      id: makeId<EngagementId>(createdAtMs),
      channelId: channel.id,
      state: entry.status,
      content: withDemoFiles(contentOf(entry, nowMs)),
      activatedAtMs: entry.status === 'draft' ? null : createdAtMs,
      createdAtMs,
      updatedAtMs: createdAtMs,
      version: 1
    }
  })
}

function contentOf(entry: EngagementEntry, nowMs: number): NamedContent {
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

function withDemoFiles(content: NamedContent): EngagementContent {
  const file = (name: string) => demoFile(name).attachment
  switch (content.type) {
    case 'message':
      return { ...content, media: content.media === null ? null : file(content.media) }
    case 'coupon':
      return { ...content, image: content.image === null ? null : file(content.image) }
    case 'promo':
      return { ...content, assets: content.assets.map(file) }
    default:
      return { ...content, files: content.files.map(file) }
  }
}
