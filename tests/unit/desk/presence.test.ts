import { afterEach, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { HINT_LIFE_MS, type OwnHint } from '#shared/features/presence/hints.ts'
import { aSyncedAccount, passTime, type TestAccount } from '../../harness/account.ts'

let desk: TestAccount
afterEach(() => desk.close())

const conversationId = ConversationId.parse('chat')
const tom = { kind: 'colleague', userId: 'tom', name: 'Tom' } as const
const now = () => desk.query('presence.now', {})
const hear = (doing: OwnHint['doing'], by: object = tom) =>
  desk.link.lines[0]?.hint({ conversationId, doing, by })

test('[CH7] what others do is shown until they go, or say nothing for too long', async () => {
  desk = await aSyncedAccount()
  hear('viewing')
  hear('typing', { kind: 'follower' })
  const viewing = { conversationId, colleagues: [{ userId: 'tom', name: 'Tom', doing: 'viewing' }] }
  expect(await now()).toEqual([{ ...viewing, isFollowerTyping: true }])
  await passTime(desk, HINT_LIFE_MS.typing)
  expect(await now()).toEqual([{ ...viewing, isFollowerTyping: false }])
  hear('typing')
  expect((await now())[0]?.colleagues).toMatchObject([{ doing: 'typing' }])
  hear('gone')
  expect(await now()).toEqual([])
  hear('viewing')
  await passTime(desk, HINT_LIFE_MS.viewing)
  expect(await now()).toEqual([])
  hear('viewing', { kind: 'nobody' })
  expect(await now()).toEqual([])
})

test('[CH7] offline nobody is shown, and nothing is said', async () => {
  desk = await aSyncedAccount()
  await desk.act('presence.say', { conversationId, doing: 'viewing' })
  expect(desk.link.said).toEqual([{ conversationId, doing: 'viewing' }])
  hear('typing')
  expect(await now()).toHaveLength(1)
  await desk.act('sync.set-offline', { offline: true })
  expect(await now()).toEqual([])
  await desk.act('presence.say', { conversationId, doing: 'typing' })
  expect(desk.link.said).toHaveLength(1)
})

test('[CH7] a line that breaks takes along what it told', async () => {
  desk = await aSyncedAccount()
  hear('typing')
  desk.link.lines[0]?.closed('cut')
  expect(await now()).toEqual([])
})
