import type { Bubble, NoteView } from '#shared/features/conversation/views.ts'
import type { ThreadState } from './thread-state.ts'

/** A message as it stands to the item before it: its day divider, whether it goes on the same turn, whether "new" begins here. */
export interface Placed {
  bubble: Bubble
  startsDay: boolean
  continuesTurn: boolean
  startsNew: boolean
}

/** What stands in a thread, from the oldest on. */
export type ThreadItem = ({ kind: 'message' } & Placed) | { kind: 'note'; note: NoteView; startsDay: boolean }

/** Messages of one author within this time are one turn, milliseconds. */
const TURN_MS = 5 * 60_000

/**
 * Places every loaded message and note. What stands as before keeps its object.
 * @param unreadInbound how many of the follower's messages at the end are unread: "new" begins before the first of them
 */
export function place(
  state: ThreadState,
  unreadInbound: number,
  dayOf: (atMs: number) => string,
  before: readonly ThreadItem[] = []
): readonly ThreadItem[] {
  const known = new Map(before.map((item) => [idOf(item), item]))
  const inOrder = merged(state)
  const firstNew = state.newer ? undefined : firstUnread(inOrder, unreadInbound)
  let earlier: Bubble | NoteView | undefined
  return inOrder.map((one) => {
    const startsDay = earlier === undefined || dayOf(earlier.atMs) !== dayOf(one.atMs)
    const item: ThreadItem = isNote(one)
      ? { kind: 'note', note: one, startsDay }
      : {
          kind: 'message',
          bubble: one,
          startsDay,
          continuesTurn: !startsDay && earlier !== undefined && !isNote(earlier) && isOneTurn(earlier, one),
          startsNew: one === firstNew
        }
    earlier = one
    const old = known.get(idOf(item))
    return old !== undefined && isSame(old, item) ? old : item
  })
}

/** The id of a message or a note; both are ids of Operations, so they never meet. */
export function idOf(item: ThreadItem): string {
  return item.kind === 'note' ? item.note.noteId : item.bubble.messageId
}

/** Where it stands in the thread; null while it is not settled. */
export function positionOf(item: ThreadItem): number | null {
  return item.kind === 'note' ? item.note.afterPosition : item.bubble.position
}

function isNote(one: Bubble | NoteView): one is NoteView {
  return 'noteId' in one
}

function isOneTurn(earlier: Bubble, bubble: Bubble): boolean {
  return (
    earlier.direction === bubble.direction &&
    earlier.author?.userId === bubble.author?.userId &&
    bubble.atMs - earlier.atMs < TURN_MS
  )
}

function isSame(a: ThreadItem, b: ThreadItem): boolean {
  if (a.kind === 'note') return b.kind === 'note' && a.note === b.note && a.startsDay === b.startsDay
  return (
    b.kind === 'message' &&
    a.bubble === b.bubble &&
    a.startsDay === b.startsDay &&
    a.continuesTurn === b.continuesTurn &&
    a.startsNew === b.startsNew
  )
}

/** Each note behind its message; what is unsettled stands at the end, as it was written. */
function merged({ settled, unsettled, notes, unsettledNotes }: ThreadState): (Bubble | NoteView)[] {
  const all: (Bubble | NoteView)[] = []
  let next = 0
  const takeNotes = (before: number) => {
    for (let note = notes[next]; note && (note.afterPosition ?? 0) < before; note = notes[++next])
      all.push(note)
  }
  for (const bubble of settled) {
    takeNotes(bubble.position ?? 0)
    all.push(bubble)
  }
  takeNotes(Number.POSITIVE_INFINITY)
  const mine = [...unsettled, ...unsettledNotes]
  // a stable sort: messages keep the order in which they go out
  return [...all, ...(unsettledNotes.length > 0 ? mine.sort((a, b) => a.atMs - b.atMs) : mine)]
}

function firstUnread(all: readonly (Bubble | NoteView)[], unread: number): Bubble | undefined {
  if (unread <= 0) return undefined
  return all.filter((one): one is Bubble => !isNote(one) && one.direction === 'in').at(-unread)
}
