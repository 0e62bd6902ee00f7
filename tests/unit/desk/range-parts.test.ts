import { afterEach, expect, test } from 'vitest'
import { MessageId } from '#shared/base/ids.ts'
import type { ChangeRange } from '#shared/sync/change.ts'
import { PART_ITEMS } from '../../../src-main/sync/catch-up.ts'
import { createPace } from '../../../src-main/sync/pace.ts'
import { partsOf } from '../../../src-main/sync/parts.ts'
import { aSyncedAccount, type TestAccount } from '../../harness/account.ts'
import { aConversation, aMessage, aRange, posted } from '../../harness/rows.ts'
import { settle, VirtualClock } from '../../harness/virtual-clock.ts'

/** Changes in the first part of a catch-up. */
const FIRST = PART_ITEMS.least

let desk: TestAccount | null = null
afterEach(async () => {
  await desk?.close()
  desk = null
})

function said(seq: number, position: number) {
  const message = aMessage({ id: MessageId.parse(`m-${position}`), position, text: `word ${position}` })
  return posted(seq, message, aConversation({ lastPosition: position, version: position }))
}

/** Waits, turn by turn of the event loop, for the first part of a range: the next part has a turn of its own. */
async function untilOnePart(): Promise<void> {
  for (let looks = 0; looks < 100; looks += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    if ((await desk?.thread())?.length !== 1) return
  }
}

/** A range whose seqs have so many Changes each; 0 for one that this person does not see. */
function rangeOf(counts: readonly number[]): ChangeRange {
  const items = counts.flatMap((count, at) =>
    Array.from({ length: count }, () => ({
      ...{ seq: 11 + at, type: 'tested', entity: 'user', id: 'u', kind: 'tombstone' as const, version: 1 }
    }))
  )
  return aRange(10, 10 + counts.length, items, { head: 99, more: false })
}

test.each([
  [[1, 1, 1, 1], 2, [12, 14]],
  [[2, 2, 2], 3, [11, 12, 13]],
  [[1, 5, 1], 3, [11, 12, 13]],
  [[0, 0, 2, 0, 2, 0], 2, [14, 16]],
  [[0, 0], 2, [12]],
  [[3], 3, [11]]
])(
  '[PL1] [SQ2] a range of seqs with %j Changes falls, %i at a time, into parts up to %j',
  (counts, most, ends) => {
    const range = rangeOf(counts)
    const parts = [...partsOf(range, () => most)]
    expect(parts.map(({ to }) => to)).toEqual(ends)
    expect(parts.map(({ from }) => from)).toEqual([10, ...ends.slice(0, -1)])
    expect(parts.flatMap(({ items }) => items)).toEqual(range.items)
    for (const { from, to, items } of parts)
      expect(items.every(({ seq }) => seq > from && seq <= to)).toBe(true)
    // only the last one is at the end
    expect(parts.map(({ more }) => more)).toEqual(ends.map((_, at) => at < ends.length - 1))
  }
)

test('[PL2] [PL3] windows have their turn within a long range, the Cursor stands at what is there, and a live frame in between is taken', async () => {
  desk = await aSyncedAccount()
  const messages = FIRST
  const head = 10 + messages
  for (const line of desk.link.lines) line.heartbeat({ epoch: 'one', head })
  const pulled = await desk.link.next('changes')
  const items = Array.from({ length: messages }, (_, at) => said(11 + at, 2 + at)).flat()
  pulled.answer(aRange(10, head, items))
  await untilOnePart()
  // two Changes for each message
  const there = (await desk.thread()).length
  expect(there).toBe(1 + FIRST / 2)
  for (const line of desk.link.lines)
    line.frame(aRange(10, head + 1, [...items, ...said(head + 1, 2 + messages)]))
  expect(await desk.thread()).toHaveLength(2 + messages)
  await desk.clock.advance(1)
  expect(await desk.thread()).toHaveLength(2 + messages)
})

test('[PL2] a desk that is closed within a long range goes on after the part that it has', async () => {
  desk = await aSyncedAccount()
  const head = 10 + FIRST
  for (const line of desk.link.lines) line.heartbeat({ epoch: 'one', head })
  const pulled = await desk.link.next('changes')
  const items = Array.from({ length: FIRST }, (_, at) => said(11 + at, 2 + at)).flat()
  pulled.answer(aRange(10, head, items))
  await untilOnePart()
  await desk.restart()
  const next = await desk.link.next('changes')
  expect(next.asked).toMatchObject({ since: 10 + FIRST / 2 })
  next.answer(aRange(10 + FIRST / 2, head, items.slice(FIRST)))
  await settle()
  expect(await desk.thread()).toHaveLength(1 + FIRST)
})

test('a commit holds more after a short one, less after a long one, at most twice and half', () => {
  const clock = new VirtualClock()
  const pace = createPace(clock, { least: 20, most: 100 })
  const after = (ms: number) => pace.timed(() => clock.jump(ms))
  const items = [0, 16, 20, 16, 10, 25, 80, 400].map((ms) => {
    after(ms)
    return pace.items
  })
  expect(items).toEqual([40, 50, 50, 62, 100, 80, 40, 20])
})
