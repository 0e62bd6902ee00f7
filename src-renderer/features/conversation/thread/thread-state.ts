import type { Bubble, NoteView, ThreadPage } from '#shared/features/conversation/views.ts'

/**
 * The part of a thread that is loaded: an unbroken run of settled messages with the notes among them, then what of mine is
 * unsettled. However long a thread is, no more than `LOADED_MAX` of its messages are held and painted.
 */
export interface ThreadState {
  settled: readonly Bubble[]
  unsettled: readonly Bubble[]
  notes: readonly NoteView[]
  unsettledNotes: readonly NoteView[]
  /** older messages exist */
  more: boolean
  /** newer messages exist; what is unsettled stands behind them and is not shown */
  newer: boolean
}

/** Most messages that are held at once; what is far from the screen goes when more is loaded. */
export const LOADED_MAX = 320

export const NO_MESSAGES: ThreadState = {
  settled: [],
  unsettled: [],
  notes: [],
  unsettledNotes: [],
  more: false,
  newer: false
}

const isSettled = (bubble: Bubble) => bubble.position !== null

/** What did not change keeps its object, so that only what changed is painted again. */
function keeping<Item extends object>(
  old: readonly Item[],
  fresh: Item[],
  idOf: (item: Item) => string
): Item[] {
  const known = new Map(old.map((item) => [idOf(item), item]))
  return fresh.map((item) => {
    const before = known.get(idOf(item))
    return before !== undefined && JSON.stringify(before) === JSON.stringify(item) ? before : item
  })
}

const keptBubbles = (state: ThreadState, fresh: Bubble[]) =>
  keeping([...state.settled, ...state.unsettled], fresh, (bubble) => bubble.messageId)

const keptNotes = (state: ThreadState, fresh: NoteView[]) =>
  keeping([...state.notes, ...state.unsettledNotes], fresh, (note) => note.noteId)

/** A page alone, in place of whatever is loaded. */
export function atPage(state: ThreadState, page: ThreadPage): ThreadState {
  const bubbles = keptBubbles(state, page.bubbles)
  const notes = keptNotes(state, page.notes)
  return {
    settled: bubbles.filter(isSettled),
    unsettled: bubbles.filter((bubble) => !isSettled(bubble)),
    notes: notes.filter((note) => note.afterPosition !== null),
    unsettledNotes: notes.filter((note) => note.afterPosition === null),
    more: page.more,
    newer: page.newer
  }
}

/** Lays a page over the loaded run from its first message on; a gap between them drops what is older. */
export function withNewest(state: ThreadState, page: ThreadPage): ThreadState {
  const fresh = atPage(state, page)
  const first = fresh.settled[0]?.position
  const last = state.settled.at(-1)?.position
  if (first == null || last == null || first > last + 1) return fresh
  const older = state.settled.filter((bubble) => (bubble.position ?? 0) < first)
  if (older.length === 0) return fresh
  const notes = state.notes.filter((note) => (note.afterPosition ?? 0) < first)
  const whole = {
    ...fresh,
    settled: [...older, ...fresh.settled],
    notes: [...notes, ...fresh.notes],
    more: state.more
  }
  return withoutOldest(whole)
}

/** Puts an older page in front, if it still ends where the loaded run begins. */
export function withOlder(state: ThreadState, page: ThreadPage): ThreadState {
  const first = state.settled[0]?.position
  const older = page.bubbles.filter(isSettled)
  const pageLast = older.at(-1)?.position
  if (first == null || pageLast == null) return { ...state, more: false }
  if (pageLast !== first - 1) return state
  const notes = page.notes.filter((note) => note.afterPosition !== null && note.afterPosition < first)
  return withoutNewest({
    ...state,
    settled: [...older, ...state.settled],
    notes: [...notes, ...state.notes],
    more: page.more
  })
}

/** Puts a newer page behind, if it still begins where the loaded run ends. */
export function withNewer(state: ThreadState, page: ThreadPage): ThreadState {
  const last = state.settled.at(-1)?.position
  const first = page.bubbles.find(isSettled)?.position
  if (last == null || (first != null && first !== last + 1)) return state
  const fresh = atPage(state, page)
  return withoutOldest({
    ...fresh,
    settled: [...state.settled, ...fresh.settled],
    // those behind the last loaded message came with the page that ended there
    notes: [...state.notes, ...fresh.notes.filter((note) => (note.afterPosition ?? 0) > last)],
    more: state.more
  })
}

function withoutOldest(state: ThreadState): ThreadState {
  if (state.settled.length <= LOADED_MAX) return state
  const settled = state.settled.slice(-LOADED_MAX)
  const first = settled[0]?.position ?? 0
  return {
    ...state,
    settled,
    notes: state.notes.filter((note) => (note.afterPosition ?? 0) >= first),
    more: true
  }
}

function withoutNewest(state: ThreadState): ThreadState {
  if (state.settled.length <= LOADED_MAX) return state
  const settled = state.settled.slice(0, LOADED_MAX)
  const last = settled.at(-1)?.position ?? 0
  return {
    ...state,
    settled,
    unsettled: [],
    notes: state.notes.filter((note) => (note.afterPosition ?? 0) <= last),
    unsettledNotes: [],
    newer: true
  }
}
