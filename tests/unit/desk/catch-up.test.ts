import { afterEach, expect, test } from 'vitest'
import { MessageId } from '#shared/base/ids.ts'
import { aSyncedAccount, type TestAccount } from '../../harness/account.ts'
import { aConversation, aMessage, aRange, posted } from '../../harness/rows.ts'
import { settle } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

function said(seq: number, position: number) {
  const message = aMessage({ id: MessageId.parse(`m-${position}`), position, text: `word ${position}` })
  return posted(seq, message, aConversation({ lastPosition: position, version: position }))
}

/** The desk hears of a head that is far away, and begins to pull. */
async function behind(): Promise<void> {
  desk = await aSyncedAccount()
  for (const line of desk.link.lines) line.heartbeat({ epoch: 'one', head: 13 })
}

test('[PL2] the next range is asked for while one is written, and both are applied in order', async () => {
  await behind()
  const first = await desk.link.next('changes')
  first.answer(aRange(10, 11, said(11, 2), { head: 13, more: true }))
  await settle()
  const second = await desk.link.next('changes')
  expect(second.asked).toMatchObject({ since: 11 })
  expect(await desk.thread()).toEqual(['Hello', 'word 2'])
  second.answer(aRange(11, 13, [...said(12, 3), ...said(13, 4)]))
  await desk.clock.advance(1)
  expect(await desk.thread()).toEqual(['Hello', 'word 2', 'word 3', 'word 4'])
})

test('[PL2] a range that was asked for early is left aside when a live frame has come before it', async () => {
  await behind()
  const first = await desk.link.next('changes')
  first.answer(aRange(10, 11, said(11, 2), { head: 13, more: true }))
  await settle()
  const early = await desk.link.next('changes')
  for (const line of desk.link.lines) line.frame(aRange(11, 12, said(12, 3), { head: 13 }))
  early.answer(aRange(11, 12, said(12, 3), { head: 13, more: true }))
  await desk.clock.advance(1)
  const third = await desk.link.next('changes')
  expect(third.asked).toMatchObject({ since: 12 })
  third.answer(aRange(12, 13, said(13, 4)))
  await desk.clock.advance(1)
  expect(await desk.thread()).toEqual(['Hello', 'word 2', 'word 3', 'word 4'])
})
