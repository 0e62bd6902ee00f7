import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { ChannelId, ConversationId, FollowerId, UserId } from '#shared/base/ids.ts'
import type { Conversation } from '#shared/features/conversation/entities.ts'
import type { InboxFilter, InboxKey, InboxPage, InboxRow } from '#shared/features/conversation/views.ts'
import { answerPull, answerSnapshot, aSyncedAccount, TestAccount } from '../../harness/account.ts'
import { HandFlushedLink } from '../../harness/hand-flushed-link.ts'
import { AT_MS, aChannel, aConversation, aFollower, firstRows, ME } from '../../harness/rows.ts'
import { settle, VirtualClock } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

interface Asked {
  filter?: InboxFilter
  channelId?: ChannelId | null
  search?: string
}

async function pages(asked: Asked, limit: number): Promise<InboxRow[]> {
  const { filter = 'all', channelId = null, search = '' } = asked
  const rows: InboxRow[] = []
  let after: InboxKey | null = null
  for (;;) {
    const page: InboxPage = await desk.query('conversation.inbox', {
      filter,
      channelId,
      search,
      after,
      limit
    })
    rows.push(...page.rows)
    expect(rows.length).toBeLessThan(1000)
    after = page.next
    if (!after) return rows
    expect(page.rows).toHaveLength(limit)
  }
}

async function deskWith(conversations: Conversation[], more: Record<string, unknown[]> = {}): Promise<void> {
  desk = await new TestAccount({ link: new HandFlushedLink(), clock: new VirtualClock() }).open()
  await answerSnapshot(desk.link, { ...firstRows(), conversation: conversations, message: [], ...more })
  await answerPull(desk.link, 10)
  await settle()
  await desk.act('sync.set-offline', { offline: true })
}

const anyConversation = fc.record({
  status: fc.constantFrom('unanswered' as const, 'active' as const, 'finished' as const),
  mine: fc.boolean(),
  channel: fc.constantFrom('shop', 'radio'),
  ageS: fc.integer({ min: 0, max: 5 })
})
const anyAct = fc.record({
  chat: fc.integer({ min: 0, max: 11 }),
  act: fc.constantFrom('message.send', 'conversation.take', 'conversation.finish', 'conversation.read')
})

test('pages of any size join up to the same list, whatever is unsettled, and the numbers agree with it', async () => {
  const run = fc.asyncProperty(
    fc.array(anyConversation, { minLength: 1, maxLength: 12 }),
    fc.array(anyAct, { maxLength: 6 }),
    fc.integer({ min: 1, max: 4 }),
    async (chats, acts, limit) => {
      const conversations = chats.map(({ status, mine, channel, ageS }, index) =>
        aConversation({
          id: ConversationId.parse(`chat-${index}`),
          channelId: ChannelId.parse(channel),
          status,
          ownerId: status === 'unanswered' ? null : mine ? ME : UserId.parse('tom'),
          lastActivityMs: AT_MS - ageS * 1000,
          inboundSeq: 2
        })
      )
      await deskWith(conversations)
      for (const { chat, act } of acts) {
        const conversationId = `chat-${chat % chats.length}`
        const more =
          act === 'message.send' ? { text: 'hi' } : act === 'conversation.read' ? { inboundSeq: 2 } : {}
        await desk.ask(act as 'message.send', { conversationId, ...more }, { version: 1, inboundSeq: 2 })
      }
      for (const channelId of [null, ChannelId.parse('shop')]) {
        const counts = await desk.query('conversation.counts', { channelId })
        for (const filter of ['all', 'mine', 'unanswered', 'active', 'finished'] as const) {
          const whole = await pages({ filter, channelId }, 500)
          expect(await pages({ filter, channelId }, limit)).toEqual(whole)
          const ids = whole.map((row) => row.conversationId)
          expect(new Set(ids).size).toBe(ids.length)
          expect(counts[filter]).toBe(whole.length)
          const times = whole.map((row) => row.lastActivityMs)
          expect(times).toEqual([...times].sort((a, b) => b - a))
        }
        const mine = await pages({ filter: 'mine', channelId }, 500)
        expect(counts.unreadMine).toBe(mine.reduce((sum, row) => sum + row.unread, 0))
      }
      await desk.close()
    }
  )
  await fc.assert(run, { numRuns: 25 })
}, 60_000)

test('search finds the start of any word of a name, a number or a channel, without accents and case', async () => {
  const people = [
    aFollower({ id: FollowerId.parse('f0'), name: 'Zoë van der Bérg', phone: '+49 (30) 12-34' }),
    aFollower({ id: FollowerId.parse('f1'), name: '김민준', phone: '+82 10 75' }),
    aFollower({ id: FollowerId.parse('f2'), name: "O'Neil 100% Anna_Maria", phone: '' })
  ]
  const conversations = people.map((person, index) =>
    aConversation({
      id: ConversationId.parse(`chat-${index}`),
      followerId: person.id,
      channelId: ChannelId.parse(index === 0 ? 'radio' : 'shop'),
      lastActivityMs: AT_MS - index
    })
  )
  const radio = aChannel({ id: ChannelId.parse('radio'), name: 'Beat Radio', slug: 'radio' })
  await deskWith(conversations, { follower: people, channel: [aChannel(), radio] })
  const found = async (search: string) => (await pages({ search }, 10)).map((row) => row.conversationId)
  expect(await found('zoe')).toEqual(['chat-0'])
  expect(await found('BER')).toEqual(['chat-0'])
  expect(await found('erg')).toEqual([])
  expect(await found('der van')).toEqual(['chat-0'])
  expect(await found('zoe radio')).toEqual(['chat-0'])
  expect(await found('zoe green')).toEqual([])
  expect(await found('gre')).toEqual(['chat-1', 'chat-2'])
  expect(await found('+49 30')).toEqual(['chat-0'])
  expect(await found('493012')).toEqual(['chat-0'])
  expect(await found('김')).toEqual(['chat-1'])
  expect(await found('100%')).toEqual(['chat-2'])
  expect(await found('maria anna')).toEqual(['chat-2'])
  expect(await found('%')).toEqual(['chat-0', 'chat-1', 'chat-2'])
})

test('a draft and a refused reply are marked in the inbox', async () => {
  desk = await aSyncedAccount()
  const conversationId = ConversationId.parse('chat')
  const row = async () => (await pages({}, 5))[0]
  await desk.act('conversation.save-draft', { conversationId, text: 'half a th' })
  expect(await row()).toMatchObject({ hasDraft: true, needsAttention: false })
  const opId = await desk.say('half a th')
  expect(await row()).toMatchObject({ hasDraft: false, lastMessage: { text: 'half a th', unsent: true } })
  const push = await desk.link.next('push')
  push.answer({ outcomes: [{ opId, status: 'rejected', code: 'chat_disabled', detail: {} }], head: 10 })
  await settle()
  expect(await row()).toMatchObject({
    needsAttention: true,
    status: 'unanswered',
    lastMessage: { text: 'Hello', unsent: false }
  })
})
