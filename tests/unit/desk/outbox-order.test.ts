import { afterEach, expect, test } from 'vitest'
import { PUSH_MAX_BYTES } from '#shared/sync/operation.ts'
import { aSyncedAccount, passTime, type TestAccount } from '../../harness/account.ts'
import { operationsOf } from '../../harness/hand-flushed-link.ts'
import { settle } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

const texts = (body: unknown) =>
  operationsOf(body).map((operation) => (operation.args as { text: string }).text)

test('[LA1, LA4] what is asked for while a push is on its way waits for the answer, and goes in order', async () => {
  desk = await aSyncedAccount()
  await desk.say('one')
  const first = await desk.link.next('push')
  await desk.say('two')
  await desk.say('three', 'other')
  await settle()
  expect(desk.link.pushed).toHaveLength(1)

  const [operation] = operationsOf(first.asked)
  first.answer({ outcomes: [{ opId: operation?.opId, status: 'accepted', seq: 11 }], head: 11 })
  const second = await desk.link.next('push')
  expect(texts(second.asked)).toEqual(['two', 'three'])
  expect(operationsOf(second.asked).map(({ deviceSeq }) => deviceSeq)).toEqual([2, 3])
})

test('[PU7] a push carries at most 50 Operations and 256 KB', async () => {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
  for (let n = 0; n < 60; n++) await desk.say(`short ${n}`)
  for (let n = 0; n < 40; n++) await desk.say('x'.repeat(4000), `long-${n}`)
  for (let n = 0; n < 60; n++) await desk.say('ä'.repeat(4000), `wide-${n}`)
  await desk.act('sync.set-offline', { offline: false })

  let sent = 0
  while (sent < 160) {
    const push = await desk.link.next('push')
    const operations = operationsOf(push.asked)
    expect(operations.length).toBeLessThanOrEqual(50)
    expect(Buffer.byteLength(push.asked as string)).toBeLessThanOrEqual(PUSH_MAX_BYTES)
    sent += operations.length
    push.answer({ outcomes: operations.map(({ opId }) => ({ opId, status: 'accepted', seq: 11 })), head: 11 })
  }
  expect(sent).toBe(160)
})

test('[OP2, OB7] a lost answer is asked for again with the same bytes, later each time, for ever', async () => {
  desk = await aSyncedAccount()
  await desk.say('one')
  const bytes: unknown[] = []
  const waits: number[] = []
  for (let attempt = 0; attempt < 12; attempt++) {
    const push = await desk.link.next('push')
    // the push itself says when it leaves; what it carries is frozen
    bytes.push(String(push.asked).slice(String(push.asked).indexOf('"operations":')))
    push.fail({ kind: 'network', message: 'lost' })
    await settle()
    expect(await desk.thread()).toEqual(['Hello', 'one: retrying'])
    const { nextRetryAtMs } = await desk.query('sync.status', {})
    const waitMs = (nextRetryAtMs ?? 0) - desk.clock.nowMs()
    waits.push(waitMs)
    await passTime(desk, waitMs)
  }
  expect(new Set(bytes).size).toBe(1)
  expect(waits.slice(0, 4)).toEqual([750, 1500, 3000, 6000])
  expect(waits.at(-1)).toBe(225_000)
})

test('[OB7] a new way to the server wakes what was waiting', async () => {
  desk = await aSyncedAccount()
  await desk.say('one')
  for (let attempt = 0; attempt < 8; attempt++) {
    const push = await desk.link.next('push')
    push.fail({ kind: 'network', message: 'lost' })
    await settle()
    if (attempt === 7) break
    const { nextRetryAtMs } = await desk.query('sync.status', {})
    await passTime(desk, (nextRetryAtMs ?? 0) - desk.clock.nowMs())
  }
  desk.link.lines.at(-1)?.closed('the network changed')
  const pull = await desk.link.next('changes')
  expect(desk.link.held).toHaveLength(0)
  pull.answer({ epoch: 'one', from: 10, to: 10, head: 10, aclVersion: 1, items: [], more: false })
  await desk.link.next('push')
})

test('[OB7] a clock that is set back does not make a row wait for days', async () => {
  desk = await aSyncedAccount()
  desk.clock.jump(86_400_000)
  await desk.say('one')
  const push = await desk.link.next('push')
  push.fail({ kind: 'network', message: 'lost' })
  await settle()
  desk.clock.jump(-86_400_000)
  await desk.say('two')
  expect(operationsOf((await desk.link.next('push')).asked)).toHaveLength(2)
})
