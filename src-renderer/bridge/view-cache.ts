import type { QueryArgs, QueryName, QueryResult, Topic } from '#shared/contract/ipc.ts'
import type { Desk } from './desk.ts'
import { DeskError } from './desk-error.ts'
import { keepSame } from './keep-same.ts'

/** What a component knows of one View now. `data` stays while it is read again, also when that fails. */
export interface ViewState<Data> {
  readonly data: Data | undefined
  readonly error: string | null
}

/** One View that somebody has asked for: its last state, and who wants to hear of the next. */
interface Entry {
  readonly state: () => ViewState<unknown>
  readonly watch: (topics: readonly Topic[], onChange: () => void) => () => void
  readonly watched: () => boolean
  readonly concerns: (topics: readonly Topic[]) => boolean
  /** reads it although nobody watches it yet */
  readonly preload: (topics: readonly Topic[]) => Promise<void>
  /** the data, if nothing was announced since it was read */
  readonly fresh: () => unknown
  readonly retry: () => void
}

/** How many Views that nobody watches are kept to be painted at once when they are opened again. */
const KEPT_UNWATCHED = 60

const EMPTY: ViewState<never> = { data: undefined, error: null }

function wordsOf(error: unknown): string {
  if (error instanceof DeskError) return error.message
  return 'The desk could not read this. Try again.'
}

/** Reads a View whenever its Topics ask for it, one query at a time, and keeps the last answer. */
function createEntry(desk: Pick<Desk, 'query'>, name: QueryName, args: QueryArgs<QueryName>): Entry {
  const watchers = new Map<() => void, readonly Topic[]>()
  let topics: readonly Topic[] = []
  let state: ViewState<unknown> = EMPTY
  let stale = true
  let reading = false

  const paint = (next: ViewState<unknown>) => {
    const data = keepSame(state.data, next.data)
    if (state !== EMPTY && data === state.data && next.error === state.error) return
    state = { data, error: next.error }
    for (const onChange of [...watchers.keys()]) onChange()
  }
  const expect = (wanted: readonly Topic[]) => {
    topics = [...new Set([...topics, ...wanted])]
  }
  const read = async (isWanted = () => watchers.size > 0) => {
    if (reading || !stale) return
    reading = true
    try {
      // what is announced while an answer travels makes that answer old: it is painted, and the View is read again
      while (stale && isWanted()) {
        stale = false
        paint(
          await desk.query(name, args).then(
            (data) => ({ data, error: null }),
            (error) => ({ data: state.data, error: wordsOf(error) })
          )
        )
      }
    } finally {
      reading = false
    }
  }
  return {
    state: () => state,
    watched: () => watchers.size > 0,
    concerns: (announced) => topics.some((topic) => announced.includes(topic)),
    async preload(wanted) {
      expect(wanted)
      await read(() => state === EMPTY || watchers.size > 0)
    },
    fresh: () => (stale ? undefined : state.data),
    retry() {
      stale = true
      void read()
    },
    watch(wanted, onChange) {
      watchers.set(onChange, wanted)
      expect(wanted)
      if (state.error !== null) stale = true
      void read()
      return () => {
        watchers.delete(onChange)
      }
    }
  }
}

/** The identity of a View: its name and its args. */
export function viewKey(name: QueryName, args: unknown): string {
  return `${name} ${JSON.stringify(args)}`
}

/** Every View that the window has asked for, the one opened last at the end. */
export function createViewCache(desk: Pick<Desk, 'query' | 'subscribe'>) {
  const entries = new Map<string, Entry>()

  const forgetUnwatched = (keep: number) => {
    let unwatched = 0
    for (const [key, entry] of [...entries].reverse()) {
      if (!entry.watched() && ++unwatched > keep) entries.delete(key)
    }
  }
  desk.subscribe((announced) => {
    // another person may be signed in now: what the last one saw is not kept to be painted
    if (announced.includes('session')) forgetUnwatched(0)
    for (const entry of entries.values()) if (entry.concerns(announced)) entry.retry()
  })
  const find = (key: string, name: QueryName, args: QueryArgs<QueryName>) => {
    const entry = entries.get(key) ?? createEntry(desk, name, args)
    entries.set(key, entry)
    return entry
  }

  return {
    state<Name extends QueryName>(
      key: string,
      name: Name,
      args: QueryArgs<Name>
    ): ViewState<QueryResult<Name>> {
      // main has parsed the answer of a query by its name, so an entry holds the result of its own name
      return find(key, name, args).state() as ViewState<QueryResult<Name>>
    },
    /** Keeps a View fresh, and calls back at each new state, until the returned function is called. */
    watch<Name extends QueryName>(
      key: string,
      name: Name,
      args: QueryArgs<Name>,
      topics: readonly Topic[],
      onChange: () => void
    ): () => void {
      const entry = find(key, name, args)
      entries.delete(key)
      entries.set(key, entry)
      const stop = entry.watch(topics, onChange)
      forgetUnwatched(KEPT_UNWATCHED)
      return stop
    },
    /** Reads a View once before anybody watches it; it settles when there is an answer or an error. */
    preload: <Name extends QueryName>(
      key: string,
      name: Name,
      args: QueryArgs<Name>,
      topics: readonly Topic[]
    ): Promise<void> => find(key, name, args).preload(topics),
    /** What is known of a View, unless one of its Topics was announced since it was read. */
    fresh<Name extends QueryName>(key: string): QueryResult<Name> | undefined {
      // as in `state`
      return entries.get(key)?.fresh() as QueryResult<Name> | undefined
    },
    retry: (key: string) => entries.get(key)?.retry(),
    size: () => entries.size
  }
}
