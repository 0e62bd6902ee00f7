import { assertNever } from '#shared/base/assert-never.ts'
import type { TenantId } from '#shared/base/ids.ts'
import { takeStep } from '../../../src-server/features/engagement/follower-steps.ts'
import { channels } from '../../../src-server/features/integration/channels.ts'
import { entitlements } from '../../../src-server/features/integration/followers.ts'
import type { DraftChange } from '../../../src-server/feed/append.ts'
import type { Tx } from '../../../src-server/storage/storage.ts'
import type { EngagementEvent } from '../story/team-steps.ts'
import { administer } from './administer.ts'
import { coupon, ENGAGEMENTS, engagementId, notice, PACKAGES } from './engagements.ts'
import { CHATS, channelId, followerId, TENANT } from './tenant.ts'
import type { World } from './world.ts'

export async function doEngagementEvent(world: World, step: EngagementEvent & { n: number }): Promise<void> {
  switch (step.do) {
    case 'engagement-moves':
      return moved(world, `${step.n}`, ENGAGEMENTS[step.which % ENGAGEMENTS.length] ?? '', step.to)
    case 'engagement-made': {
      const id = engagementId(TENANT, `made-${step.n}`)
      const name = `made ${step.n}`
      const content = step.type === 'coupon' ? coupon(name, 'click', null) : notice(name, null, null)
      const args = { engagementId: id, channelId: channelId(TENANT, step.channel), content, held: [] }
      await administer(world, `${step.n}-made`, 'engagement.create', args, `engagement:${id}`)
      return moved(world, `${step.n}-moved`, id, 'active')
    }
    case 'package-changes':
      return packageChanges(world, step)
    case 'entitlement-changes':
      return entitlementChanges(world, step)
    case 'follower-opens':
      return followerOpens(world, step)
    default:
      assertNever(step)
  }
}

async function moved(world: World, name: string, id: string, to: string): Promise<void> {
  await administer(world, name, 'engagement.move', { engagementId: id, to }, `engagement:${id}`)
}

type Put = (
  tx: Tx,
  common: { tenantId: TenantId; nowMs: number; mintId: () => string; hasSeen: boolean }
) => Promise<readonly DraftChange[]>

/** The platform writes as its API does: in one transaction with what desks are told. */
async function platformWrites(world: World, put: Put): Promise<void> {
  const { server } = world
  await server.write(({ feed, nowMs }) =>
    feed.write(TENANT, nowMs, async (tx) => {
      const common = { tenantId: TENANT, nowMs, mintId: () => server.mintId(), hasSeen: false }
      return { result: null, changes: await put(tx, common) }
    })
  )
}

async function packageChanges(
  world: World,
  step: Extract<EngagementEvent, { do: 'package-changes' }>
): Promise<void> {
  const id = channelId(TENANT, step.channel)
  await platformWrites(world, async (tx, common) => {
    const current = await channels.one(tx, TENANT, id)
    if (!current) return []
    const { slug, name, partnerName } = current
    const body = { slug, name, partnerName, engagementTypes: PACKAGES[step.types % PACKAGES.length] }
    return (await channels.put(tx, { ...common, id, current, body })).changes
  })
}

async function entitlementChanges(
  world: World,
  step: Extract<EngagementEvent, { do: 'entitlement-changes' }>
): Promise<void> {
  const id = followerId(TENANT, step.follower)
  const engagement = ENGAGEMENTS[step.which % ENGAGEMENTS.length] ?? ''
  await platformWrites(world, async (tx, common) => {
    const current = await entitlements.one(tx, TENANT, id)
    if (!current) return []
    const others = current.barredEngagements.filter((one) => one !== engagement)
    const body = { barredEngagements: step.barred ? [...others, engagement] : others }
    return (await entitlements.put(tx, { ...common, id, current, body })).changes
  })
}

/** The follower opens or redeems one of the engagements that they were sent in a chat, as their page tells it. */
async function followerOpens(
  world: World,
  step: Extract<EngagementEvent, { do: 'follower-opens' }>
): Promise<void> {
  const place = CHATS[step.chat]
  if (!place) return
  await world.server.write(({ feed, nowMs }) =>
    feed.write(TENANT, nowMs, async (tx) => {
      const follower = followerId(TENANT, place.follower)
      const sent = await tx
        .selectFrom('sent_engagements')
        .select('id')
        .where('tenant_id', '=', TENANT)
        .where('follower_id', '=', follower)
        .orderBy('id')
        .execute()
      const one = sent[step.which % Math.max(1, sent.length)]
      if (!one) return { result: null, changes: [] }
      const seat = { tenantId: TENANT, followerId: follower }
      const taken = await takeStep(tx, seat, one.id, step.outcome, nowMs)
      return { result: null, changes: taken.kind === 'done' ? taken.changes : [] }
    })
  )
}
