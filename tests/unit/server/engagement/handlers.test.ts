import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { EngagementId, MessageId } from '#shared/base/ids.ts'
import type { ContentOf } from '#shared/features/engagement/content.ts'
import {
  engagementCreate,
  engagementEdit,
  engagementMove,
  engagementSend
} from '#shared/features/engagement/operations.ts'
import { markDelivered } from '../../../../src-server/features/conversation/follower-write.ts'
import { addConversation } from '../../../../src-server/features/conversation/repository.ts'
import { takeStep } from '../../../../src-server/features/engagement/follower-steps.ts'
import { engagementHandlers } from '../../../../src-server/features/engagement/handlers.ts'
import { sentById } from '../../../../src-server/features/engagement/repository.ts'
import { aChannel, aConversation, anOperation, NOW_MS } from '../conversation/builders.ts'
import { AMAL, addChannel, anActor, openRig, type Rig, TENANT } from '../conversation/rig.ts'

const mia = anActor('mia', 'Mia Hoffmann')
const tom = anActor('tom', 'Tom Becker')
const adam = anActor('adam', 'Adam Novak', 'admin')
const channel = aChannel()
const conversation = aConversation({ inboundSeq: 0, lastPosition: 0, lastMessage: null })
const conversationId = conversation.id
const engagementId = EngagementId.parse('coupon')
const seat = { tenantId: TENANT, channel, followerId: AMAL }

const coupon: ContentOf<'coupon'> = {
  type: 'coupon',
  name: 'Free coffee',
  description: 'One cup',
  image: null,
  code: 'NW-1',
  redemption: 'click',
  validUntilMs: NOW_MS + 60_000
}

let rig: Rig
beforeEach(async () => {
  rig = await openRig(engagementHandlers(async (_tx, _by, _id, content) => ({ status: 'attached', content })))
  await rig.write(async (tx) => {
    await addChannel(tx, channel)
    await addConversation(tx, TENANT, conversation)
  })
})
afterEach(() => rig.close())

const written = { engagementId, channelId: channel.id, content: coupon, held: [] }
const create = (content: typeof coupon = coupon) =>
  rig.run(adam, anOperation(engagementCreate, { ...written, content }))
const move = (to: 'active' | 'finished' | 'archived', by = adam) =>
  rig.run(by, anOperation(engagementMove, { engagementId, to }))
const send = (by = mia, more = {}) => {
  const operation = anOperation(
    engagementSend,
    { conversationId, engagementId, ...more },
    { base: { version: 1, inboundSeq: 0 } }
  )
  return rig.run(by, operation).then((verdict) => ({ verdict, id: MessageId.parse(operation.opId) }))
}
const step = (id: MessageId, outcome: 'opened' | 'redeemed', atMs = NOW_MS) =>
  rig.write((tx) => takeStep(tx, seat, id, outcome, atMs))
const outcomeOf = async (id: MessageId) => (await rig.storage.read((db) => sentById(db, TENANT, id)))?.outcome

describe('[EN3] the catalogue', () => {
  test('is an administrator’s: draft, active, finished, archived', async () => {
    expect(await rig.run(mia, anOperation(engagementCreate, written))).toMatchObject({ code: 'forbidden' })
    expect(await create()).toMatchObject({ status: 'accepted' })
    expect(await move('finished')).toMatchObject({ code: 'engagement_state' })
    for (const to of ['active', 'finished', 'archived'] as const) {
      expect(await move(to)).toMatchObject({ status: 'accepted' })
    }
  })

  test('tells agents of an engagement only once it was active', async () => {
    await create()
    await move('active')
    expect((await rig.feed()).map(({ audience }) => audience)).toEqual(['role:admin', 'everyone'])
  })

  test('lets only drafts be edited, by who has seen them', async () => {
    await create()
    const edit = (version: number) =>
      rig.run(
        adam,
        anOperation(
          engagementEdit,
          { ...written, content: { ...coupon, name: 'Tea' } },
          { base: { version } }
        )
      )
    expect(await edit(1)).toMatchObject({ status: 'accepted' })
    expect(await edit(1)).toMatchObject({ code: 'edit_conflict' })
    await move('active')
    expect(await edit(3)).toMatchObject({ code: 'engagement_state' })
  })

  test('activates only what lacks nothing', async () => {
    await create({ ...coupon, code: '' })
    expect(await move('active')).toMatchObject({
      code: 'engagement_state',
      detail: { message: 'Enter the code.' }
    })
  })
})

describe('[EN2] sending', () => {
  beforeEach(async () => {
    await create()
    await move('active')
  })

  test('posts a message with the content as it is, takes the chat, and notes that it was sent', async () => {
    const { verdict, id } = await send()
    expect(verdict).toMatchObject({ status: 'accepted' })
    const [message, chat, sent] = (await rig.feed()).slice(2)
    expect(message?.row).toMatchObject({
      id,
      text: 'Free coffee',
      engagement: { engagementId, content: coupon }
    })
    expect(chat?.row).toMatchObject({ ownerId: 'mia', lastMessage: { text: 'Free coffee' } })
    expect(sent).toMatchObject({ entity: 'sent-engagement', audience: 'everyone', row: { outcome: 'sent' } })
  })

  test('goes by the rules of a reply: a colleague’s chat is not written into', async () => {
    await send(tom)
    expect((await send(mia)).verdict).toMatchObject({ code: 'already_taken' })
  })

  test('[CF14] is decided again when the server has it', async () => {
    const refusal = async () => ((await send()).verdict as { detail: { reason?: string } }).detail.reason
    await rig.write((tx) => tx.updateTable('channels').set({ engagement_types: '["message"]' }).execute())
    expect(await refusal()).toBe('type_not_in_package')
    await rig.write((tx) => tx.updateTable('channels').set({ engagement_types: null }).execute())
    await rig.write((tx) => tx.updateTable('followers').set({ barred_engagements: '["coupon"]' }).execute())
    expect(await refusal()).toBe('not_entitled')
    await rig.write((tx) => tx.updateTable('followers').set({ barred_engagements: null }).execute())
    await move('finished')
    expect(await refusal()).toBe('not_active')
  })

  test('[CF13] a coupon goes to a follower once, whoever sends it', async () => {
    await send()
    expect((await send(tom, { takeOver: true })).verdict).toMatchObject({ code: 'already_taken' })
    await rig.write((tx) =>
      tx
        .updateTable('conversations')
        .set({ owner_id: 'tom' as never })
        .execute()
    )
    for (const by of [tom, tom]) {
      expect((await send(by)).verdict).toMatchObject({
        code: 'engagement_unavailable',
        detail: { reason: 'already_sent' }
      })
    }
    expect((await rig.feed()).filter(({ entity }) => entity === 'sent-engagement')).toHaveLength(1)
  })

  test('[CF14] is refused once the follower has redeemed it', async () => {
    const { id } = await send()
    await step(id, 'redeemed')
    expect((await send()).verdict).toMatchObject({
      code: 'engagement_unavailable',
      detail: { reason: 'already_redeemed' }
    })
  })
})

describe('[EN4] what the follower does', () => {
  beforeEach(async () => {
    await create()
    await move('active')
  })

  test('[CF15] seen, opened, redeemed; never back', async () => {
    const { id } = await send()
    await rig.write((tx) => markDelivered(tx, seat, 1, NOW_MS))
    expect(await outcomeOf(id)).toBe('seen')
    expect(await step(id, 'opened')).toMatchObject({ kind: 'done', engagement: { outcome: 'opened' } })
    expect(await step(id, 'redeemed')).toMatchObject({ kind: 'done', engagement: { outcome: 'redeemed' } })
    expect(await step(id, 'opened')).toMatchObject({
      kind: 'done',
      engagement: { outcome: 'redeemed' },
      changes: []
    })
  })

  test('[CF15] a coupon is redeemed once, and not after its end', async () => {
    const first = await send()
    // it went twice when that was not refused yet
    await rig.write((tx) =>
      tx
        .updateTable('sent_engagements')
        .set({ engagement_id: 'x' as never })
        .execute()
    )
    const second = await send()
    await rig.write((tx) => tx.updateTable('sent_engagements').set({ engagement_id: engagementId }).execute())
    expect(await step(first.id, 'redeemed')).toMatchObject({ kind: 'done' })
    expect(await step(second.id, 'redeemed')).toMatchObject({
      kind: 'refused',
      message: 'You have used this already.'
    })
    await rig.write((tx) => tx.updateTable('sent_engagements').set({ outcome: 'seen' }).execute())
    expect(await step(first.id, 'redeemed', NOW_MS + 60_000)).toMatchObject({
      message: 'This is no longer valid.'
    })
  })

  test('somebody else’s engagement is unknown', async () => {
    const { id } = await send()
    const other = { ...seat, followerId: 'tim' as typeof AMAL }
    expect(await rig.write((tx) => takeStep(tx, other, id, 'opened', NOW_MS))).toEqual({ kind: 'unknown' })
  })

  test('a coupon that redeems itself is redeemed by being shown', async () => {
    await rig.write((tx) => tx.deleteFrom('engagements').execute())
    await create({ ...coupon, redemption: 'automatic' })
    await move('active')
    const { id } = await send()
    await rig.write((tx) => markDelivered(tx, seat, 1, NOW_MS))
    expect(await outcomeOf(id)).toBe('redeemed')
  })

  test('[CF15] a coupon that redeems itself is only seen when its time is over', async () => {
    await rig.write((tx) => tx.deleteFrom('engagements').execute())
    await create({ ...coupon, redemption: 'automatic' })
    await move('active')
    const { id } = await send()
    await rig.write((tx) => markDelivered(tx, seat, 1, NOW_MS + 60_000))
    expect(await outcomeOf(id)).toBe('seen')
  })
})
