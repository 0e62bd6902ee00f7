import { useCallback, useState, useSyncExternalStore } from 'react'
import type { QueryArgs, QueryName, QueryResult, Topic } from '#shared/contract/ipc.ts'
import { desk } from './desk.ts'
import { createViewCache, viewKey } from './view-cache.ts'

const views = createViewCache(desk)

export interface View<Data> {
  /** undefined until the first answer */
  data: Data | undefined
  /** why the last reading failed, as a sentence; `data` is then the one before */
  error: string | null
  /** reads again now */
  retry: () => void
}

export interface ViewOptions {
  /** while other args are read for the first time, the data of the args before stays: for filters and searches only */
  keepPrevious?: boolean
}

/** Reads a View before a component asks for it, so that the first paint has it; settles with its answer or its error. */
export function preloadView<Name extends QueryName>(
  name: Name,
  args: QueryArgs<Name>,
  topics: readonly Topic[]
): Promise<void> {
  return views.preload(viewKey(name, args), name, args, topics)
}

/** A View that was read before, if nothing was announced since. */
export function freshView<Name extends QueryName>(
  name: Name,
  args: QueryArgs<Name>
): QueryResult<Name> | undefined {
  return views.fresh<Name>(viewKey(name, args))
}

/**
 * A View of main, painted at once when it is known and read again whenever one of its Topics is announced.
 * @param args part of the View's identity: other args are another View
 */
export function useView<Name extends QueryName>(
  name: Name,
  args: QueryArgs<Name>,
  topics: readonly Topic[],
  options: ViewOptions = {}
): View<QueryResult<Name>> {
  const key = viewKey(name, args)
  const topicKey = topics.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: args and topics are compared by content, through their keys
  const watch = useCallback(
    (onChange: () => void) => views.watch(key, name, args, topics, onChange),
    [key, topicKey]
  )
  const state = useSyncExternalStore(watch, () => views.state(key, name, args))
  const retry = useCallback(() => views.retry(key), [key])
  const [previous, setPrevious] = useState(state.data)
  if (options.keepPrevious && state.data !== undefined && state.data !== previous) setPrevious(state.data)
  const data = state.data === undefined && options.keepPrevious ? previous : state.data
  return { data, error: state.error, retry }
}
