import { afterEach, beforeEach, expect, test } from 'vitest'
import { ChannelId, ConversationId, EngagementId, FollowerId, MessageId } from '#shared/base/ids.ts'
import type { Engagement, SentEngagement } from '#shared/features/engagement/entities.ts'
import { aSyncedAccount, type TestAccount } from '../../harness/account.ts'
import { operationsOf } from '../../harness/hand-flushed-link.ts'
import { AT_MS, aRange, ME, rowChange } from '../../harness/rows.ts'
import { settle } from '../../harness/virtual-clock.ts'

const conversationId = ConversationId.parse('chat')

const coupon: Engagement = {
  id: EngagementId.parse('coupon'),
  channelId: ChannelId.parse('shop'),
  state: 'active',
  content: {
    ...{
      type: 'coupon',
      name: 'Free coffee',
      description: '',
      image: null,
      code: 'C-1',
      redemption: 'click'
    },
    validUntilMs: null
  },
  ...{ activatedAtMs: AT_MS, createdAtMs: AT_MS, updatedAtMs: AT_MS, version: 1 }
}
const notice: Engagement = {
  ...coupon,
  id: EngagementId.parse('notice'),
  content: {
    ...{ type: 'message', title: 'Open on Sunday', text: 'From ten', media: null },
    ...{ startsAtMs: null, endsAtMs: null }
  }
}

let desk: TestAccount
beforeEach(async () => {
  desk = await aSyncedAccount()
  const items = [coupon, notice].map((row) => rowChange('engagement', row, 11, row.id))
  desk.link.lines.at(-1)?.frame(aRange(10, 11, items))
  await settle()
})
afterEach(() => desk.close())

const offered = async () =>
  (await desk.query('engagement.available', { conversationId })).map(({ engagementId }) => engagementId)
const send = (engagementId: string) =>
  desk.ask('engagement.send', { conversationId, engagementId }, { version: 1, inboundSeq: 1 })

test('[CF13] [EN2] what goes once is not offered again while it waits, and again when it was refused', async () => {
  expect(await offered()).toEqual(['coupon', 'notice'])
  const opId = await send('coupon')
  await send('notice')
  expect(await offered()).toEqual(['notice'])
  const push = await desk.link.next('push')
  expect(operationsOf(push.asked).map(({ type }) => type)).toContain('engagement.send')
  const detail = { by: 'tom' }
  push.answer({ outcomes: [{ opId, status: 'rejected', code: 'already_taken', detail }], head: 11 })
  await settle()
  expect(await offered()).toEqual(['coupon', 'notice'])
})

test('[CF13] [EN2] what a colleague has sent is not offered again, and says why where it was picked before', async () => {
  const sent: SentEngagement = {
    ...{ id: MessageId.parse('m2'), conversationId, followerId: FollowerId.parse('amal'), sentById: ME },
    ...{ engagementId: coupon.id, type: 'coupon', title: 'Free coffee', sentAtMs: AT_MS },
    ...{ outcome: 'seen', outcomeAtMs: AT_MS, version: 2 }
  }
  desk.link.lines.at(-1)?.frame(aRange(11, 12, [rowChange('sent-engagement', sent, 12, sent.id)]))
  await settle()
  expect(await offered()).toEqual(['notice'])
  expect(await desk.query('engagement.picked', { conversationId, engagementId: coupon.id })).toMatchObject({
    why: 'The follower was sent it already, and it goes to everybody once'
  })
})
