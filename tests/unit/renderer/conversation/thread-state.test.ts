import { describe, expect, test } from 'vitest'
import { MessageId, NoteId, UserId } from '#shared/base/ids.ts'
import type { Bubble, NoteView, ThreadPage } from '#shared/features/conversation/views.ts'
import { place, type ThreadItem } from '../../../../src-renderer/features/conversation/thread/thread-items.ts'
import {
  atPage,
  LOADED_MAX,
  NO_MESSAGES,
  type ThreadState,
  withNewer,
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

function note(name: string, afterPosition: number | null, atMs = 0): NoteView {
  return {
    noteId: NoteId.parse(name),
    afterPosition,
    author: mia,
    text: name,
    transferredTo: null,
    atMs,
    sendState: afterPosition === null ? 'queued' : null,
    rejection: null,
    nextAtMs: null
  }
}

const page = (
  bubbles: Bubble[],
  { more = false, newer = false, notes = [] as NoteView[] } = {}
): ThreadPage => ({ bubbles, notes, more, newer })
const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => bubble(from + i))
const positions = (bubbles: readonly Bubble[]) => bubbles.map((one) => one.position)

describe('the loaded part of a thread', () => {
  test('the newest page, read again, keeps what was loaded before it', () => {
    const first = withNewest(NO_MESSAGES, page(run(5, 8), { more: true }))
    const older = withOlder(first, page(run(1, 4), { more: false }))
    const later = withNewest(older, page(run(7, 10), { more: true }))
    expect(positions(later.settled)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(later.more).toBe(false)
  })

  test('a gap (many messages while away) drops what no longer joins on', () => {
    const first = withNewest(NO_MESSAGES, page(run(1, 4), { more: false }))
    const later = withNewest(first, page(run(50, 60), { more: true }))
    expect(positions(later.settled)).toEqual(positions(run(50, 60)))
    expect(later.more).toBe(true)
  })

  test('an older page that no longer joins on is left out', () => {
    const state = withNewest(NO_MESSAGES, page(run(50, 60), { more: true }))
    expect(withOlder(state, page(run(1, 4), { more: false }))).toBe(state)
  })

  test('[CH9] unsettled messages stand at the end and are replaced, never added up', () => {
    const mine = bubble(null, { direction: 'out', author: mia, sendState: 'queued' })
    const first = withNewest(NO_MESSAGES, page([...run(1, 2), mine], { more: false }))
    const later = withNewest(first, page([...run(1, 2), mine], { more: false }))
    expect(later.settled).toHaveLength(2)
    expect(later.unsettled).toEqual([mine])
  })
})

describe('a thread of any length', () => {
  const walk = (state: ThreadState, from: number, to: number) => {
    let now = state
    for (let last = from; last >= to; last -= 60) {
      now = withOlder(now, page(run(last - 59, last), { more: last - 59 > 1 }))
    }
    return now
  }
  const end = withNewest(NO_MESSAGES, page(run(9941, 10_000), { more: true }))

  test('[CH6] never holds more than its share: what is far behind goes, and comes back', () => {
    const far = walk(end, 9940, 100)
    expect(far.settled).toHaveLength(LOADED_MAX)
    expect([far.settled[0]?.position, far.more, far.newer]).toEqual([41, true, true])
    const back = withNewer(far, page(run(LOADED_MAX + 41, LOADED_MAX + 100), { newer: true }))
    expect(positions(back.settled)).toEqual(positions(run(101, LOADED_MAX + 100)))
    expect([back.more, back.newer]).toEqual([true, true])
  })

  test('what is unsettled is shown behind the newest message only', () => {
    const mine = bubble(null, { direction: 'out', author: mia, sendState: 'queued' })
    const own = withNewest(end, page([...run(9941, 10_000), mine], { more: true, notes: [note('n', null)] }))
    expect(own.unsettled).toEqual([mine])
    const far = walk(own, 9940, 9000)
    expect([far.unsettled, far.unsettledNotes, far.newer]).toEqual([[], [], true])
  })

  test('a newer page that does not join on is left out', () => {
    const far = atPage(NO_MESSAGES, page(run(100, 160), { more: true, newer: true }))
    expect(withNewer(far, page(run(170, 180)))).toBe(far)
  })

  test('what did not change keeps its object, so that it is not painted again', () => {
    const again = withNewest(
      end,
      page([...run(9941, 9999), bubble(10_000, { text: 'other' })], { more: true })
    )
    expect(again.settled[0]).toBe(end.settled[0])
    expect(again.settled.at(-1)).not.toBe(end.settled.at(-1))
  })
})

describe('[CH7] notes among the messages', () => {
  const dayOf = (atMs: number) => String(Math.floor(atMs / 86_400_000))
  const names = (items: readonly ThreadItem[]) =>
    items.map((item) => (item.kind === 'note' ? item.note.noteId : item.bubble.messageId))

  test('stand behind the message they were written behind, those before the first message first', () => {
    const notes = [note('early', 0), note('a', 2), note('b', 2), note('late', 3)]
    const state = withNewest(NO_MESSAGES, page(run(1, 3), { notes }))
    expect(names(place(state, 0, dayOf))).toEqual(['early', 'm1', 'm2', 'a', 'b', 'm3', 'late'])
  })

  test('unsettled ones stand at the end, in the order in which all was written', () => {
    const mine = bubble(null, { direction: 'out', author: mia, atMs: 9000 })
    const notes = [note('first', null, 8000), note('second', null, 10_000)]
    const state = withNewest(NO_MESSAGES, page([...run(1, 2), mine], { notes }))
    expect(names(place(state, 0, dayOf))).toEqual(['m1', 'm2', 'first', 'mnew', 'second'])
  })

  test('come and go with the pages that hold their messages', () => {
    const first = withNewest(NO_MESSAGES, page(run(61, 120), { more: true, notes: [note('n', 90)] }))
    const older = withOlder(first, page(run(1, 60), { notes: [note('o', 60), note('p', 10)] }))
    expect(older.notes.map((one) => one.noteId)).toEqual(['o', 'p', 'n'])
    const again = withNewest(older, page(run(61, 121), { more: true, notes: [note('n', 90)] }))
    expect(again.notes.map((one) => one.noteId)).toEqual(['o', 'p', 'n'])
  })

  test('a message behind a note begins a turn of its own, and is not counted as new', () => {
    const state = withNewest(NO_MESSAGES, page(run(1, 2), { notes: [note('n', 1)] }))
    const items = place(state, 1, dayOf)
    expect(items.map((item) => item.kind === 'message' && [item.continuesTurn, item.startsNew])).toEqual([
      [false, false],
      false,
      [false, true]
    ])
  })
})

describe('the place of a message', () => {
  const dayOf = (atMs: number) => String(Math.floor(atMs / 86_400_000))
  const placed = (bubbles: Bubble[], unread = 0) =>
    place(withNewest(NO_MESSAGES, page(bubbles)), unread, dayOf).flatMap((item) =>
      item.kind === 'message' ? [item] : []
    )

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
