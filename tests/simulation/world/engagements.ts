import type { TenantId } from '#shared/base/ids.ts'
import type { EngagementContent, EngagementType } from '#shared/features/engagement/content.ts'
import type { Engagement, EngagementState } from '#shared/features/engagement/entities.ts'
import { saveEngagement } from '../../../src-server/features/engagement/repository.ts'
import type { Tx } from '../../../src-server/storage/storage.ts'
import { channelId, followerId, SEEDED_MS, START_MS, TENANT } from './tenant.ts'

/** In an engagement that was never offered, and never will be: only administrators may see it. */
export const DRAFT_SECRET = 'for administrators only'
/** A follower is never told it, and finds it nowhere. */
export const INNER_TITLE = 'for the desks only'

export const coupon = (
  name: string,
  redemption: 'click' | 'automatic',
  validUntilMs: number | null
): EngagementContent => ({
  ...{ type: 'coupon', name, description: '', image: null, code: `CODE ${name}` },
  ...{ redemption, validUntilMs }
})
export const notice = (
  text: string,
  startsAtMs: number | null,
  endsAtMs: number | null
): EngagementContent => ({
  ...{ type: 'message', title: `${INNER_TITLE}: ${text}`, text, media: null },
  ...{ startsAtMs, endsAtMs }
})
const goods = (type: 'sticker-pack' | 'ringtone', name: string): EngagementContent => ({
  ...{ type, name, files: [], pricePoints: 1, bonusPoints: 0 }
})

const SHOP = 0
const CAFE = 1
/** In each catalogue from the start: of each state and type something, for both channels. */
const SEEDED: readonly [name: string, channel: number, state: EngagementState, content: EngagementContent][] =
  [
    ['coffee', SHOP, 'active', coupon('coffee', 'click', null)],
    ['stamp', CAFE, 'active', coupon('stamp', 'automatic', START_MS + 16_000)],
    ['notice', SHOP, 'active', notice('open on Sunday', START_MS + 2000, START_MS + 40_000)],
    ['soon', SHOP, 'active', coupon('soon', 'click', START_MS + 12_000)],
    ['news', CAFE, 'active', notice('a new roast', null, null)],
    ['tone', CAFE, 'active', goods('ringtone', 'tone')],
    ['stickers', SHOP, 'active', goods('sticker-pack', 'stickers')],
    ['later', SHOP, 'draft', coupon('later', 'click', null)],
    ['gone', SHOP, 'finished', coupon('gone', 'click', null)]
  ]

const SECRET_DRAFT = ['secret', SHOP, 'draft', coupon(DRAFT_SECRET, 'click', null)] as const

/** Packages as platforms have them: for all types, for some, for none but words. */
export const PACKAGES: readonly (EngagementType[] | null)[] = [
  null,
  ['message', 'coupon'],
  ['message', 'promo'],
  ['coupon', 'ringtone', 'sticker-pack']
]

export const engagementId = (tenant: TenantId, name: string) => `${tenant}-${name}` as Engagement['id']
/** The engagements of the simulation that are there from the start. */
export const ENGAGEMENTS = SEEDED.map(([name]) => engagementId(TENANT, name))

export async function seedEngagements(tx: Tx, tenant: TenantId): Promise<void> {
  for (const [name, channel, state, content] of [...SEEDED, SECRET_DRAFT])
    await saveEngagement(tx, tenant, {
      ...{ id: engagementId(tenant, name), channelId: channelId(tenant, channel), state, content },
      activatedAtMs: state === 'draft' ? null : SEEDED_MS,
      ...{ createdAtMs: SEEDED_MS, updatedAtMs: SEEDED_MS, version: 1 }
    })
  await tx
    .updateTable('channels')
    .set({ engagement_types: JSON.stringify(PACKAGES[1]) })
    .where('tenant_id', '=', tenant)
    .where('id', '=', channelId(tenant, CAFE))
    .execute()
  await tx
    .updateTable('followers')
    .set({ barred_engagements: JSON.stringify([engagementId(tenant, 'stickers')]) })
    .where('tenant_id', '=', tenant)
    .where('id', '=', followerId(tenant, 0))
    .execute()
}
