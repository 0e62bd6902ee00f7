import { describe, expect, test } from 'vitest'
import { MessageId, UserId } from '#shared/base/ids.ts'
import type { Bubble } from '#shared/features/conversation/views.ts'
import {
  NO_MESSAGES,
  place,
  withNewest,
  withOlder
} from '../../../../src-renderer/features/conversation/thread/thread-state.ts'

const mia = { userId: UserId.parse('mia'), name: 'Mia', isMe: true }

function bubble(position: number | null, more: Partial<Bubble> = {}): Bubble {
  return {
    messageId: MessageId.parse(`m${position ?? 'new'}`),
    position,
    direction: 'in',
    author: null,
    text: `message ${position}`,
    atMs: (position ?? 99) * 1000,
    sendState: null,
    rejection: null,
    attachments: [],
    uploadShare: null,
    nextAtMs: null,
    ...more
  }
}

const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => bubble(from + i))
const positions = (bubbles: readonly Bubble[]) => bubbles.map((one) => one.position)

describe('the loaded part of a thread', () => {
  test('the newest page, read again, keeps what was loaded before it', () => {
    const first = withNewest(NO_MESSAGES, { bubbles: run(5, 8), more: true })
    const older = withOlder(first, { bubbles: run(1, 4), more: false })
    const later = withNewest(older, { bubbles: run(7, 10), more: true })
    expect(positions(later.settled)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(later.more).toBe(false)
  })

  test('a gap (many messages while away) drops what no longer joins on', () => {
    const first = withNewest(NO_MESSAGES, { bubbles: run(1, 4), more: false })
    const later = withNewest(first, { bubbles: run(50, 60), more: true })
    expect(positions(later.settled)).toEqual(positions(run(50, 60)))
    expect(later.more).toBe(true)
  })

  test('an older page that no longer joins on is left out', () => {
    const state = withNewest(NO_MESSAGES, { bubbles: run(50, 60), more: true })
    expect(withOlder(state, { bubbles: run(1, 4), more: false })).toBe(state)
  })

  test('[CH9] unsettled messages stand at the end and are replaced, never added up', () => {
    const mine = bubble(null, { direction: 'out', author: mia, sendState: 'queued' })
    const first = withNewest(NO_MESSAGES, { bubbles: [...run(1, 2), mine], more: false })
    const later = withNewest(first, { bubbles: [...run(1, 2), mine], more: false })
    expect(later.settled).toHaveLength(2)
    expect(later.unsettled).toEqual([mine])
  })
})

describe('the place of a message', () => {
  const dayOf = (atMs: number) => String(Math.floor(atMs / 86_400_000))
  const placed = (bubbles: Bubble[], unread = 0) =>
    place(withNewest(NO_MESSAGES, { bubbles, more: false }), unread, dayOf)

  test('a new day begins with a divider', () => {
    const all = placed([bubble(1), bubble(2, { atMs: 86_400_000 })])
    expect(all.map((one) => one.startsDay)).toEqual([true, true])
  })

  test('messages of one author within five minutes are one turn', () => {
    const all = placed([bubble(1, { atMs: 0 }), bubble(2, { atMs: 60_000 }), bubble(3, { atMs: 420_000 })])
    expect(all.map((one) => one.continuesTurn)).toEqual([false, true, false])
  })

  test('"new" begins at the first message of the follower that was not read', () => {
    const own = bubble(3, { direction: 'out', author: mia })
    const all = placed([bubble(1), bubble(2), own, bubble(4)], 2)
    expect(all.map((one) => one.startsNew)).toEqual([false, true, false, false])
  })

  test('without unread messages there is no "new"', () => {
    expect(placed(run(1, 3)).some((one) => one.startsNew)).toBe(false)
  })
})
