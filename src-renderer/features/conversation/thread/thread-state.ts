import type { Bubble, ThreadPage } from '#shared/features/conversation/views.ts'

/** The part of a thread that is loaded: an unbroken run of settled messages, then the unsettled ones of mine. */
export interface ThreadState {
  settled: readonly Bubble[]
  unsettled: readonly Bubble[]
  /** older messages exist */
  more: boolean
}

export const NO_MESSAGES: ThreadState = { settled: [], unsettled: [], more: false }

const isSettled = (bubble: Bubble) => bubble.position !== null

/** Lays the newest page, read again, over what is loaded; a gap between them drops what is older. */
export function withNewest(state: ThreadState, page: ThreadPage): ThreadState {
  const settled = page.bubbles.filter(isSettled)
  const unsettled = page.bubbles.filter((bubble) => !isSettled(bubble))
  const first = settled[0]?.position
  const last = state.settled.at(-1)?.position
  if (first == null || last == null || first > last + 1) return { settled, unsettled, more: page.more }
  const older = state.settled.filter((bubble) => (bubble.position ?? 0) < first)
  return { settled: [...older, ...settled], unsettled, more: older.length > 0 ? state.more : page.more }
}

/** Puts an older page in front, if it still ends where the loaded run begins. */
export function withOlder(state: ThreadState, page: ThreadPage): ThreadState {
  const first = state.settled[0]?.position
  const pageLast = page.bubbles.at(-1)?.position
  if (first == null || pageLast == null) return { ...state, more: false }
  if (pageLast !== first - 1) return state
  return { ...state, settled: [...page.bubbles, ...state.settled], more: page.more }
}

/** How a message stands to the one before it: its day divider, whether it goes on the same turn, whether "new" begins here. */
export interface Placed {
  bubble: Bubble
  startsDay: boolean
  continuesTurn: boolean
  startsNew: boolean
}

/** Messages of one author within this time are one turn, milliseconds. */
const TURN_MS = 5 * 60_000

/**
 * Places every loaded message. `readInboundSeq` is how many of the follower's messages had been read when the
 * conversation was opened, `inboundSeq` how many there are now: the divider stands before the first unread one.
 */
export function place(
  state: ThreadState,
  unreadInbound: number,
  dayOf: (atMs: number) => string
): readonly Placed[] {
  const all = [...state.settled, ...state.unsettled]
  const firstNew = firstUnread(all, unreadInbound)
  return all.map((bubble, index) => {
    const before = all[index - 1]
    const startsDay = before === undefined || dayOf(before.atMs) !== dayOf(bubble.atMs)
    const continuesTurn =
      !startsDay &&
      before.direction === bubble.direction &&
      before.author?.userId === bubble.author?.userId &&
      bubble.atMs - before.atMs < TURN_MS
    return { bubble, startsDay, continuesTurn, startsNew: bubble === firstNew }
  })
}

function firstUnread(all: readonly Bubble[], unread: number): Bubble | undefined {
  if (unread <= 0) return undefined
  return all.filter((bubble) => bubble.direction === 'in').at(-unread)
}
