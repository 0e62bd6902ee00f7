import { afterEach, expect, test } from 'vitest'
import type { PushOutcome } from '#shared/sync/receipt.ts'
import { aSyncedAccount, passTime, type TestAccount } from '../../harness/account.ts'
import { type HeldRequest, operationsOf } from '../../harness/hand-flushed-link.ts'
import { settle } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

type Fate = 'accepted' | 'not_attempted' | { code: string; detail?: object }

/** Answers a push, one fate for each Operation in order. */
function answer(push: HeldRequest, ...fates: Fate[]): void {
  const outcomes = operationsOf(push.asked).map(({ opId }, index): PushOutcome => {
    const fate = fates[index] ?? 'accepted'
    if (fate === 'accepted') return { opId, status: 'accepted', seq: 11 }
    if (fate === 'not_attempted') return { opId, status: 'not_attempted' }
    return { opId, status: 'rejected', detail: {}, ...fate } as PushOutcome
  })
  push.answer({ outcomes, head: 11 })
}

/** Queues while offline, so that all of it leaves in one push. */
async function queued(...texts: [text: string, conversationId?: string][]): Promise<string[]> {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
  const ids: string[] = []
  for (const [text, conversationId] of texts) ids.push(await desk.say(text, conversationId))
  await desk.act('sync.set-offline', { offline: false })
  return ids
}

/** The Operations as they crossed the wire; around them stands when they were sent. */
const bytesOf = ({ asked }: HeldRequest) => String(asked).slice(String(asked).indexOf('"operations"'))

const sent = (push: HeldRequest) =>
  operationsOf(push.asked).map(({ args }) => (args as { text: string }).text)

test('[OB4, LA2, LA3] a refused Operation stays and holds its Lane, and no other', async () => {
  const [one] = await queued(['one'], ['two'], ['elsewhere', 'other'])
  answer(await desk.link.next('push'), { code: 'already_taken', detail: { byName: 'Tom' } }, 'not_attempted')
  await settle()
  expect(await desk.thread()).toEqual(['Hello', 'one: refused', 'two: waiting'])

  await desk.say('three')
  await desk.say('elsewhere again', 'other')
  expect(sent(await desk.link.next('push'))).toEqual(['elsewhere again'])
  const items = await desk.query('outbox.list', {})
  expect(items.map(({ state, heldBy, rejection }) => [state, heldBy, rejection?.detail.byName])).toEqual([
    ['rejected', null, 'Tom'],
    ['queued', one, undefined],
    ['accepted', null, undefined],
    ['queued', one, undefined],
    ['sending', null, undefined]
  ])
  expect(await desk.query('sync.status', {})).toMatchObject({ refused: 1, unsent: 3 })
})

test('[OB6] retry asks again as a new Operation in the old place, with what is on screen now', async () => {
  const [one] = await queued(['one'], ['two'])
  answer(await desk.link.next('push'), { code: 'needs_review' }, 'not_attempted')
  await settle()
  const retry = await desk.act('outbox.retry', { opId: one as never, base: { version: 7, inboundSeq: 3 } })
  expect(retry.ok).toBe(true)

  const operations = operationsOf((await desk.link.next('push')).asked)
  expect(operations.map(({ args }) => args)).toEqual([
    { conversationId: 'chat', text: 'one' },
    { conversationId: 'chat', text: 'two' }
  ])
  expect(operations[0]?.opId).not.toBe(one)
  expect(operations[0]?.base).toEqual({ version: 7, inboundSeq: 3 })
  // effects in a Lane follow deviceSeq: what was held takes its number when it really leaves
  expect(operations.map(({ deviceSeq }) => deviceSeq)).toEqual([3, 4])
})

test('retry may carry other words, of the same conversation only', async () => {
  const [one] = await queued(['one'])
  answer(await desk.link.next('push'), { code: 'needs_review' })
  await settle()
  const base = { version: 1 }
  const elsewhere = { conversationId: 'other', text: 'better' }
  expect(await desk.act('outbox.retry', { opId: one as never, base, args: elsewhere })).toMatchObject({
    ok: false
  })
  const better = { conversationId: 'chat', text: 'better' }
  expect(await desk.act('outbox.retry', { opId: one as never, base, args: better })).toMatchObject({
    ok: true
  })
  expect(sent(await desk.link.next('push'))).toEqual(['better'])
})

test('[LA2] discarding what was refused lets the Lane go on', async () => {
  const [one] = await queued(['one'], ['two'])
  answer(await desk.link.next('push'), { code: 'chat_disabled' }, 'not_attempted')
  await settle()
  expect(await desk.act('outbox.discard', { opId: one as never })).toEqual({ outcome: 'discarded' })
  expect(sent(await desk.link.next('push'))).toEqual(['two'])
  expect(await desk.thread()).toEqual(['Hello', 'two: sending'])
})

test('[OP3] what never left can be withdrawn, what may have arrived cannot', async () => {
  desk = await aSyncedAccount()
  const one = await desk.say('one')
  const push = await desk.link.next('push')
  const two = await desk.say('two')
  expect(await desk.act('outbox.discard', { opId: two as never })).toEqual({ outcome: 'discarded' })
  expect(await desk.act('outbox.discard', { opId: one as never })).toEqual({ outcome: 'tooLate' })
  push.fail({ kind: 'network', message: 'lost' })
  await settle()
  expect(await desk.act('outbox.discard', { opId: one as never })).toEqual({ outcome: 'tooLate' })
  expect(await desk.act('outbox.discard', { opId: two as never })).toEqual({ outcome: 'notFound' })
})

test('[OP3] what was held behind a refused one never left, so it can be withdrawn', async () => {
  const [, two] = await queued(['one'], ['two'])
  answer(await desk.link.next('push'), { code: 'needs_review' }, 'not_attempted')
  await settle()
  expect(await desk.act('outbox.discard', { opId: two as never })).toEqual({ outcome: 'discarded' })
})

test('[OP2] without a verdict and without a refusal before it, an Operation keeps its bytes', async () => {
  const [one] = await queued(['one'])
  const push = await desk.link.next('push')
  answer(push, 'not_attempted')
  await settle()
  expect(await desk.act('outbox.discard', { opId: one as never })).toEqual({ outcome: 'tooLate' })
  await passTime(desk, 2000)
  expect(bytesOf(await desk.link.next('push'))).toBe(bytesOf(push))
})

test('one Operation that the server cannot read does not stop the others', async () => {
  await queued(['one'], ['poison', 'other'], ['three', 'third'])
  const refused = { kind: 'refused', code: 'bad_request', message: 'cannot be read' } as const
  while ((await desk.query('sync.status', {})).unsent > 0) {
    const push = await desk.link.next('push')
    if (sent(push).includes('poison')) push.fail(refused)
    else answer(push)
    await settle()
  }
  expect(await desk.query('sync.status', {})).toMatchObject({ unsent: 0, refused: 1 })
  expect(await desk.thread('chat')).toEqual(['Hello', 'one: sent'])
  expect((await desk.query('outbox.list', {})).find(({ state }) => state === 'rejected')).toMatchObject({
    lane: 'conversation:other',
    rejection: { detail: { message: 'cannot be read' } }
  })
})

test('[OB12] a copied profile becomes a new device and sends the same Operations again', async () => {
  await queued(['one'])
  const push = await desk.link.next('push')
  answer(push, { code: 'device_forked' })
  const again = await desk.link.next('push')
  const [before] = operationsOf(push.asked)
  const [after] = operationsOf(again.asked)
  expect(after?.opId).toBe(before?.opId)
  expect(after?.deviceId).not.toBe(before?.deviceId)
  expect(after?.deviceSeq).toBe(1)
  // a second time it is no accident: the agent is asked
  answer(again, { code: 'device_forked' })
  await settle()
  expect(await desk.thread()).toEqual(['Hello', 'one: refused'])
})

test('[OB10] when the session is over the Outbox waits, and goes on with the next token', async () => {
  await queued(['one'])
  const push = await desk.link.next('push')
  push.fail({ kind: 'unauthenticated' })
  await settle()
  expect(await desk.query('sync.status', {})).toMatchObject({ link: 'sign-in-needed', unsent: 1 })
  await desk.say('two')
  expect(desk.link.pushed).toHaveLength(1)

  await desk.act('sync.retry-now', {})
  expect(sent(await desk.link.next('push'))).toEqual(['one', 'two'])
})

test('a token that the server turns down is renewed once, unseen', async () => {
  let token = 'old'
  desk = await aSyncedAccount({
    async accessToken(refused) {
      if (refused === 'old') token = 'new'
      return token
    }
  })
  await desk.say('one')
  const push = await desk.link.next('push')
  push.fail({ kind: 'unauthenticated' })
  const again = await desk.link.next('push')
  expect([push.accessToken, again.accessToken]).toEqual(['old', 'new'])
  expect(bytesOf(again)).toBe(bytesOf(push))
  expect(await desk.query('sync.status', {})).toMatchObject({ link: 'online' })
})

test('[OB9] what lay for more than 30 days is shown to its author instead of being sent', async () => {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
  await desk.say('old')
  await desk.clock.advance(31 * 86_400_000)
  await desk.say('young', 'other')
  await desk.act('sync.set-offline', { offline: false })
  expect(sent(await desk.link.next('push'))).toEqual(['young'])
  expect(await desk.thread()).toEqual(['Hello', 'old: refused'])
})

test('[OB9] what may have left more than 30 days ago is not sent again either, and says so', async () => {
  await queued(['old'])
  ;(await desk.link.next('push')).fail({ kind: 'network', message: 'lost' })
  await settle()
  await desk.act('sync.set-offline', { offline: true })
  await desk.clock.advance(31 * 86_400_000)
  await desk.act('sync.set-offline', { offline: false })
  await passTime(desk, 60_000)
  expect(desk.link.pushed).toHaveLength(1)
  const [item] = await desk.query('outbox.list', {})
  expect(item).toMatchObject({ state: 'rejected', rejection: { code: 'needs_review' } })
  expect(item?.rejection?.detail.message).toContain('may have been sent')
})

test('a read mark is never shown: the newest replaces the unsent one, a refused one is dropped', async () => {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
  for (const inboundSeq of [1, 2, 3]) {
    await desk.ask('conversation.read', { conversationId: 'chat', inboundSeq })
  }
  await desk.act('sync.set-offline', { offline: false })
  const push = await desk.link.next('push')
  expect(operationsOf(push.asked).map(({ args }) => args)).toEqual([
    { conversationId: 'chat', inboundSeq: 3 }
  ])
  expect(await desk.query('outbox.list', {})).toEqual([])
  expect(await desk.query('sync.status', {})).toMatchObject({ unsent: 0, refused: 0 })
  answer(push, { code: 'not_found' })
  await settle()
  expect(desk.account.unsent()).toBe(0)
})

test('what does not fit the schema is said at once and never queued', async () => {
  desk = await aSyncedAccount()
  const outcome = await desk.submit({
    type: 'message.send',
    args: { conversationId: 'chat', text: '   ' },
    base: {}
  })
  expect(outcome).toMatchObject({ ok: false, code: 'invalid_args' })
  expect(await desk.query('outbox.list', {})).toEqual([])
})
