import { afterEach, expect, test } from 'vitest'
import { OpId } from '#shared/base/ids.ts'
import { opCancel } from '#shared/sync/cancel.ts'
import { aSyncedAccount, passTime, type TestAccount } from '../../harness/account.ts'
import { type HeldRequest, operationsOf } from '../../harness/hand-flushed-link.ts'
import { settle } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

const types = (push: HeldRequest) => operationsOf(push.asked).map(({ type }) => type)

async function withdraw(opId: string) {
  return (await desk.act('outbox.discard', { opId: OpId.parse(opId), withdraw: true })).outcome
}

/** A reply that left, and whose answer is lost; a second one waits behind it. */
async function sentAndLost() {
  desk = await aSyncedAccount()
  const one = await desk.say('one')
  const push = await desk.link.next('push')
  const two = await desk.say('two')
  push.fail({ kind: 'network', message: 'lost' })
  await settle()
  return { one, two, push }
}

test('[OP4] what may have arrived is withdrawn by asking the server, and not sent again meanwhile', async () => {
  const { one } = await sentAndLost()
  expect(await withdraw(one)).toBe('withdrawing')
  expect(await withdraw(one)).toBe('withdrawing')
  await passTime(desk, 2000)
  const push = await desk.link.next('push')
  expect(operationsOf(push.asked)).toMatchObject([
    { type: opCancel.type, lane: `cancel:${one}`, args: { opId: one } }
  ])
  expect(await desk.query('outbox.list', {})).toMatchObject([
    { opId: one, state: 'sending', withdrawing: true },
    { state: 'queued', withdrawing: false }
  ])
  push.answer({
    outcomes: [{ opId: operationsOf(push.asked)[0]?.opId, status: 'accepted', seq: 10 }],
    head: 10
  })
  await settle()
  expect(await desk.thread()).toEqual(['Hello', 'two: sending'])
  const next = await desk.link.next('push')
  expect(operationsOf(next.asked)).toMatchObject([{ args: { text: 'two' } }])
})

test('[OP4] too late: the Operation goes on with its own bytes and ends as the server decided', async () => {
  const { one, push: first } = await sentAndLost()
  await withdraw(one)
  await passTime(desk, 2000)
  const push = await desk.link.next('push')
  const [cancel] = operationsOf(push.asked)
  push.answer({
    outcomes: [{ opId: cancel?.opId, status: 'rejected', code: 'too_late', detail: {} }],
    head: 11
  })
  await settle()
  await passTime(desk, 2000)
  const again = await desk.link.next('push')
  expect(operationsOf(again.asked)[0]).toEqual(operationsOf(first.asked)[0])
  expect(types(again)).toEqual(['message.send', 'message.send'])
  expect((await desk.query('outbox.list', {})).map(({ withdrawing }) => withdrawing)).toEqual([false, false])
})

test('[OP4] an answer that was on its way settles the Operation, and nothing is left to withdraw', async () => {
  desk = await aSyncedAccount()
  const one = await desk.say('one')
  const push = await desk.link.next('push')
  expect(await withdraw(one)).toBe('withdrawing')
  push.answer({ outcomes: [{ opId: one, status: 'accepted', seq: 11 }], head: 11 })
  await settle()
  expect(await desk.query('outbox.list', {})).toMatchObject([{ state: 'accepted', withdrawing: false }])
  expect(await withdraw(one)).toBe('tooLate')
  await passTime(desk, 2000)
  expect(desk.link.held.filter(({ kind }) => kind === 'push')).toEqual([])
})

test('[OP4, OB2] a withdrawal survives a restart', async () => {
  const { one } = await sentAndLost()
  await withdraw(one)
  desk.link.held.length = 0
  await desk.restart()
  const pull = await desk.link.next('changes')
  pull.answer({ epoch: 'one', from: 10, to: 10, head: 10, aclVersion: 1, items: [], more: false })
  expect(types(await desk.link.next('push'))).toEqual([opCancel.type])
  expect(await desk.query('outbox.list', {})).toMatchObject([{ withdrawing: true }, {}])
})

test('[OP3, OP4] what never left is withdrawn at once, without asking anybody', async () => {
  desk = await aSyncedAccount()
  await desk.say('one')
  const push = await desk.link.next('push')
  const two = await desk.say('two')
  expect(await withdraw(two)).toBe('discarded')
  push.fail({ kind: 'network', message: 'lost' })
  await passTime(desk, 2000)
  expect(types(await desk.link.next('push'))).toEqual(['message.send'])
})
