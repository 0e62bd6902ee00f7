import { expect, test } from 'vitest'
import { createAnnouncer } from '../../../src-main/ipc/announcer.ts'

/** Time that passes when the test says so. */
function handClock() {
  let nowMs = 1000
  let timers: { atMs: number; callback: () => void }[] = []
  return {
    nowMs: () => nowMs,
    after(delayMs: number, callback: () => void) {
      const timer = { atMs: nowMs + delayMs, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pass(ms: number) {
      nowMs += ms
      const due = timers.filter((timer) => timer.atMs <= nowMs)
      timers = timers.filter((timer) => timer.atMs > nowMs)
      for (const timer of due) timer.callback()
    }
  }
}

function announcing() {
  const clock = handClock()
  const sent: string[][] = []
  const announce = createAnnouncer((topics) => sent.push(topics), clock)
  return { announce, clock, sent }
}

test('what is announced in one tick is sent once, at its end', () => {
  const { announce, clock, sent } = announcing()
  announce(['inbox'])
  announce(['inbox', 'conversation:c1'])
  expect(sent).toEqual([])
  clock.pass(0)
  expect(sent).toEqual([['inbox', 'conversation:c1']])
})

test('a storm is sent once per frame, and its end is not lost', () => {
  const { announce, clock, sent } = announcing()
  for (let ms = 0; ms < 160; ms++) {
    announce(['inbox'])
    clock.pass(1)
  }
  expect(sent.length).toBeLessThanOrEqual(11)
  announce(['status'])
  clock.pass(16)
  expect(sent.at(-1)).toContain('status')
})

test('nothing to say is not sent', () => {
  const { announce, clock, sent } = announcing()
  announce([])
  clock.pass(100)
  expect(sent).toEqual([])
})

test('after a pause the first is not delayed by a frame', () => {
  const { announce, clock, sent } = announcing()
  announce(['inbox'])
  clock.pass(0)
  clock.pass(500)
  announce(['outbox'])
  clock.pass(0)
  expect(sent).toEqual([['inbox'], ['outbox']])
})
