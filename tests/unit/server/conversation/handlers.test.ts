import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConversationId, UserId } from '#shared/base/ids.ts'
import {
  channelSetChat,
  conversationFinish,
  conversationRead,
  conversationTake,
  conversationTransfer,
  messageSend,
  noteWrite
} from '#shared/features/conversation/operations.ts'
import { STALE_REPLY_MS } from '#shared/features/conversation/rules.ts'
import { postFollowerMessage } from '../../../../src-server/features/conversation/follower-write.ts'
import { conversationHandlers } from '../../../../src-server/features/conversation/handlers.ts'
import { addConversation } from '../../../../src-server/features/conversation/repository.ts'
import { toConversation } from '../../../../src-server/features/conversation/rows.ts'
import { append } from '../../../../src-server/feed/append.ts'
import { aChannel, aConversation, anOperation, messageId, NOW_MS } from './builders.ts'
import { AMAL, addChannel, anActor, openRig, ownership, type Rig, TENANT } from './rig.ts'

const mia = anActor('mia', 'Mia Hoffmann')
const tom = anActor('tom', 'Tom Becker')
const lena = anActor('lena', 'Lena Fischer', 'lead')
const channel = aChannel()
const conversation = aConversation({ inboundSeq: 0, lastPosition: 0, lastMessage: null })
const conversationId = conversation.id

let rig: Rig
beforeEach(async () => {
  rig = await openRig(
    conversationHandlers(async () => ({ status: 'attached', attachments: [], keep: async () => undefined }))
  )
  await rig.write(async (tx) => {
    await addChannel(tx, channel)
    await addConversation(tx, TENANT, conversation)
  })
})
afterEach(() => rig.close())

async function stored() {
  const row = await rig.storage.read((db) =>
    db.selectFrom('conversations').selectAll().where('id', '=', conversationId).executeTakeFirstOrThrow()
  )
  return toConversation(row)
}

function texts() {
  return rig.storage.read(async (db) => {
    const rows = await db.selectFrom('messages').select('text').orderBy('position').execute()
    return rows.map((row) => row.text)
  })
}

function reply(text: string, base = { version: 1, inboundSeq: 0 }, takeOver?: boolean) {
  return anOperation(messageSend, { conversationId, text, ...(takeOver && { takeOver }) }, { base })
}

/** The follower writes, as the route lets them. */
function follower(id: string, text: string) {
  return rig.write(async (tx) => {
    const seat = { tenantId: TENANT, channel, followerId: AMAL }
    const fresh = ConversationId.parse('fresh')
    const outcome = await postFollowerMessage(tx, seat, { id: messageId(id), text }, fresh, NOW_MS)
    if (outcome.kind === 'posted' && outcome.changes.length > 0) {
      await append(tx, TENANT, outcome.changes, NOW_MS)
    }
    return outcome
  })
}

describe('one commit holds the whole effect', () => {
  test('[SQ2] a reply: the message and its conversation share one seq', async () => {
    const operation = reply('Good morning')
    expect((await rig.run(mia, operation)).status).toBe('accepted')
    const feed = await rig.feed()
    expect(feed.map(({ seq, entity, id }) => ({ seq, entity, id }))).toEqual([
      { seq: 1, entity: 'message', id: operation.opId },
      { seq: 1, entity: 'conversation', id: conversationId }
    ])
    expect(feed[1]?.row).toEqual(await stored())
  })

  test('[SQ3] a read mark goes to its reader alone', async () => {
    await follower('m1', 'Hello?')
    await rig.run(mia, anOperation(conversationRead, { conversationId, inboundSeq: 1 }))
    expect((await rig.feed()).at(-1)).toMatchObject({ entity: 'read-mark', audience: 'user:mia' })
  })

  test('what is already so appends nothing', async () => {
    await rig.run(mia, anOperation(conversationTake, { conversationId }, { base: { version: 1 } }))
    const again = anOperation(conversationTake, { conversationId }, { base: { version: 1 } })
    expect(await rig.run(mia, again)).toEqual({ status: 'accepted', changes: [] })
    expect(await rig.feed()).toHaveLength(1)
  })
})

describe('two agents, one conversation', () => {
  test('[CF1, CF10] [CH4] of two who take it at once, one wins and the other sees who', async () => {
    const take = () => anOperation(conversationTake, { conversationId }, { base: { version: 1 } })
    const verdicts = await Promise.all([rig.run(mia, take()), rig.run(tom, take())])
    expect(verdicts[0]?.status).toBe('accepted')
    expect(verdicts[1]).toEqual({
      status: 'rejected',
      code: 'already_taken',
      detail: { by: 'mia', byName: 'Mia Hoffmann', atMs: NOW_MS }
    })
    expect(ownership(await stored())).toEqual({ status: 'active', ownerId: 'mia', ownerVersion: 2 })
  })

  test('[CF2] [CH4] a reply to a conversation that a colleague took meanwhile is not written', async () => {
    await rig.run(tom, reply('I take this one'))
    expect(await rig.run(mia, reply('Me too'))).toMatchObject({
      code: 'already_taken',
      detail: { by: 'tom' }
    })
    expect(await texts()).toEqual(['I take this one'])
  })

  test('[CF3] [CH3] a confirmed take-over and its reply are one', async () => {
    await rig.run(tom, reply('I take this one'))
    const verdict = await rig.run(mia, reply('Tom is away', { version: 2, inboundSeq: 0 }, true))
    expect(verdict.status).toBe('accepted')
    expect(ownership(await stored())).toEqual({ status: 'active', ownerId: 'mia', ownerVersion: 3 })
  })

  test('[LA1] [CH9] replies written offline one after the other all go out in order', async () => {
    for (const text of ['one', 'two', 'three']) await rig.run(mia, reply(text))
    expect(await texts()).toEqual(['one', 'two', 'three'])
    expect(ownership(await stored())).toEqual({ status: 'active', ownerId: 'mia', ownerVersion: 2 })
  })
})

describe('finishing and a new message of the follower', () => {
  const finish = () =>
    anOperation(conversationFinish, { conversationId }, { base: { version: 2, inboundSeq: 0 } })
  beforeEach(async () => {
    await rig.run(mia, reply('Anything else?'))
  })

  test('[CF4] the message first: it stays open', async () => {
    await follower('m1', 'Yes!')
    expect(await rig.run(mia, finish())).toEqual({
      status: 'rejected',
      code: 'new_inbound',
      detail: { inboundSeq: 1 }
    })
    expect(ownership(await stored())).toEqual({ status: 'active', ownerId: 'mia', ownerVersion: 2 })
  })

  test('[CF5] the finish first: the message reopens it', async () => {
    expect((await rig.run(mia, finish())).status).toBe('accepted')
    await follower('m1', 'Yes!')
    expect(ownership(await stored())).toEqual({ status: 'unanswered', ownerId: null, ownerVersion: 4 })
  })
})

describe("a follower's message", () => {
  test('is there once, however often it is sent, with the first words', async () => {
    const first = await follower('m1', 'Hello?')
    const again = await follower('m1', 'Hello again?')
    expect(again).toEqual({ ...first, changes: [] })
    expect(await texts()).toEqual(['Hello?'])
    expect(await rig.feed()).toHaveLength(2)
  })

  test('sent again after the chat was turned off is still the one that is there', async () => {
    await follower('m1', 'Hello?')
    await rig.run(lena, anOperation(channelSetChat, { channelId: channel.id, enabled: false }))
    expect((await follower('m1', 'Hello?')).kind).toBe('posted')
    expect(await follower('m2', 'Anyone?')).toEqual({ kind: 'chat-off' })
  })

  test("under the id of an agent's message is refused and shows nothing", async () => {
    const operation = reply('For Amal')
    await rig.run(mia, operation)
    expect(await follower(operation.opId, 'Mine')).toEqual({ kind: 'foreign' })
  })

  test('takes no id away from a reply: that one is refused, not stuck', async () => {
    await follower('m1', 'Hello?')
    const operation = { ...reply('Hi', { version: 1, inboundSeq: 1 }), opId: messageId('m1') as never }
    expect(await rig.run(mia, operation)).toMatchObject({ status: 'rejected', code: 'already_exists' })
  })
})

describe('[CH7] notes and transfers', () => {
  const note = (text: string) => anOperation(noteWrite, { conversationId, text })
  const give = (toUserId: string, base: { version?: number }, words?: string) =>
    anOperation(
      conversationTransfer,
      { conversationId, toUserId: UserId.parse(toUserId), ...(words !== undefined && { note: words }) },
      { base }
    )
  const notes = () => rig.storage.read((db) => db.selectFrom('notes').selectAll().execute())

  test('[CF16] a note takes no chat, counts as no reply, and leaves the conversation as it is', async () => {
    await follower('f1', 'Hello?')
    const before = await stored()
    expect(await rig.run(mia, note('She called yesterday'))).toMatchObject({ status: 'accepted' })
    expect(await stored()).toEqual(before)
    expect(await texts()).toEqual(['Hello?'])
    expect(await notes()).toMatchObject([
      { text: 'She called yesterday', after_position: 1, author_id: 'mia' }
    ])
    expect((await rig.feed()).at(-1)).toMatchObject({ entity: 'note', audience: 'everyone' })
  })

  test('[CF12] of a transfer and a take-over from the same screen one wins, and the other sees who', async () => {
    await rig.run(mia, reply('I look after you'))
    const take = anOperation(conversationTake, { conversationId }, { base: { version: 2 } })
    expect(await rig.run(lena, take)).toMatchObject({ status: 'accepted' })
    expect(await rig.run(mia, give('tom', { version: 2 }))).toMatchObject({
      status: 'rejected',
      code: 'already_taken',
      detail: { by: 'lena', byName: 'Lena Fischer' }
    })
    expect(await notes()).toEqual([])
    expect(ownership(await stored())).toEqual({ status: 'active', ownerId: 'lena', ownerVersion: 3 })
  })

  test('[CF12] a transfer and its note are one commit; taking back is a take from what is then on screen', async () => {
    await rig.run(mia, reply('I look after you'))
    await rig.run(mia, give('tom', { version: 2 }, '  Please be quick '))
    expect(ownership(await stored())).toEqual({ status: 'active', ownerId: 'tom', ownerVersion: 3 })
    const [written] = await notes()
    expect(written).toMatchObject({ text: 'Please be quick', transferred_to_id: 'tom', after_position: 1 })
    const group = (await rig.feed()).slice(-2)
    expect(group.map((change) => change.entity)).toEqual(['note', 'conversation'])
    expect(new Set(group.map((change) => change.seq)).size).toBe(1)
    const back = anOperation(conversationTake, { conversationId }, { base: { version: 3 } })
    expect(await rig.run(mia, back)).toMatchObject({ status: 'accepted' })
    expect(ownership(await stored()).ownerId).toBe('mia')
  })

  test('[CF12] what nobody holds goes only from what was on screen', async () => {
    expect(await rig.run(mia, give('tom', { version: 0 }))).toMatchObject({ code: 'already_taken' })
    expect(await rig.run(mia, give('tom', { version: 1 }))).toMatchObject({ status: 'accepted' })
    expect(ownership(await stored()).ownerId).toBe('tom')
  })

  test('only somebody who may sign in gets a chat', async () => {
    await rig.run(mia, reply('I look after you'))
    await rig.write((tx) =>
      tx.updateTable('users').set({ active: 0 }).where('id', '=', UserId.parse('tom')).execute()
    )
    expect(await rig.run(mia, give('tom', { version: 2 }, 'for you'))).toMatchObject({
      code: 'colleague_gone',
      detail: { byName: 'Tom Becker' }
    })
    expect(await rig.run(mia, give('nobody', { version: 2 }))).toMatchObject({ code: 'not_found' })
    expect(ownership(await stored()).ownerId).toBe('mia')
    expect(await notes()).toEqual([])
  })
})

test('[CF6] an old reply comes back when the follower wrote since', async () => {
  await follower('m1', 'Never mind')
  const old = anOperation(
    messageSend,
    { conversationId, text: 'Coming' },
    { base: { version: 1, inboundSeq: 0 }, clientTimeMs: NOW_MS - STALE_REPLY_MS - 1 }
  )
  expect(await rig.run(mia, old)).toMatchObject({ code: 'needs_review', detail: { inboundSeq: 1 } })
})

test('[CF9] [CH1] chat off: a reply is refused, finishing is not, and only a lead turns it', async () => {
  const off = () => anOperation(channelSetChat, { channelId: channel.id, enabled: false })
  await rig.run(mia, reply('Hello'))
  expect(await rig.run(mia, off())).toMatchObject({ code: 'forbidden' })
  expect((await rig.run(lena, off())).status).toBe('accepted')
  expect(await rig.run(mia, reply('Still there?'))).toMatchObject({ code: 'chat_disabled' })
  const finish = anOperation(conversationFinish, { conversationId }, { base: { version: 2, inboundSeq: 0 } })
  expect((await rig.run(mia, finish)).status).toBe('accepted')
})

test('[SQ3] [SV5] what belongs to another tenant does not exist', async () => {
  const stranger = anActor('mia', 'Mia Hoffmann', 'admin', 'other' as never)
  const acts = [
    reply('Hello'),
    anOperation(conversationTake, { conversationId }),
    anOperation(conversationFinish, { conversationId }),
    anOperation(conversationRead, { conversationId, inboundSeq: 1 }),
    anOperation(channelSetChat, { channelId: channel.id, enabled: false })
  ]
  for (const act of acts) {
    expect(await rig.run(stranger, act)).toEqual({ status: 'rejected', code: 'not_found', detail: {} })
  }
})

test('a text is kept as written, without what a database cannot hold', async () => {
  await rig.run(mia, reply(' <b>Hi</b>\u0000 \ud800 \n{{x}} '))
  expect(await texts()).toEqual([' <b>Hi</b> \ufffd \n{{x}} '])
})
