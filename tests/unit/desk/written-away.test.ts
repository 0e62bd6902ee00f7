import { afterEach, expect, test } from 'vitest'
import { answerPull, aSyncedAccount, type TestAccount } from '../../harness/account.ts'
import { operationsOf } from '../../harness/hand-flushed-link.ts'
import { settle } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

/** The line is gone, and the pull that asks after it fails too. */
async function losesServer() {
  desk.link.livePossible = false
  desk.link.lines.at(-1)?.closed('the network is gone')
  const pull = await desk.link.next('changes')
  pull.fail({ kind: 'network', message: 'lost' })
  await settle()
  expect(await desk.query('sync.status', {})).toMatchObject({ link: 'offline' })
}

test('[OP3] what is written while the server is away is not transmitted, so it can be withdrawn', async () => {
  desk = await aSyncedAccount()
  await losesServer()
  await desk.say('keep')
  const opId = await desk.say('withdraw')
  expect(await desk.thread()).toEqual(['Hello', 'keep: queued', 'withdraw: queued'])
  expect(await desk.act('outbox.discard', { opId: opId as never })).toEqual({ outcome: 'discarded' })

  await desk.restart()
  const pull = await desk.link.next('changes')
  pull.fail({ kind: 'network', message: 'lost' })
  await settle()
  expect(await desk.thread()).toEqual(['Hello', 'keep: queued'])
  await desk.act('sync.retry-now', {})
  await answerPull(desk.link, 10)
  const push = await desk.link.next('push')
  expect(operationsOf(push.asked).map(({ args }) => args)).toMatchObject([{ text: 'keep' }])
})

test('writing while offline looks for the server at once, and sends when it is there', async () => {
  desk = await aSyncedAccount()
  await losesServer()
  await desk.say('are you back?')
  await answerPull(desk.link, 10)
  const push = await desk.link.next('push')
  expect(operationsOf(push.asked)).toHaveLength(1)
})
