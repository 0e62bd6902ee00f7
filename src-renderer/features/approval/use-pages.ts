import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Topic } from '#shared/contract/ipc.ts'
import { desk } from '../../bridge/desk.ts'
import { DeskError } from '../../bridge/desk-error.ts'
import type { RowSource } from '../../ui/row-source.ts'

const PAGE_ROWS = 100

interface Page<Row> {
  total: number
  rows: readonly Row[]
}

interface Loaded<Row> {
  key: string
  total: number
  pages: ReadonlyMap<number, readonly Row[]>
  error: string | null
}

interface Pages<Row> {
  source: RowSource<Row>
  /** false until the first page is there */
  isLoaded: boolean
  error: string | null
  retry: () => void
  onRangeChange: (first: number, last: number) => void
}

const TOPICS: readonly Topic[] = ['requests']

/**
 * A list of any length, read in pages as they come on screen, and read again where it is seen when something changed.
 * @param key what the list depends on: another key is another list
 */
export function usePages<Row>(
  key: string,
  read: (offset: number, limit: number) => Promise<Page<Row>>,
  keyOf: (row: Row) => string
): Pages<Row> {
  const [state, setState] = useState<Loaded<Row> | null>(null)
  const latest = useRef<Loaded<Row> | null>(null)
  const seen = useRef({ first: 0, last: 0 })
  const reader = useRef(read)
  reader.current = read

  const loader = useMemo(() => {
    let stopped = false
    let busy = false
    let stale = false
    latest.current = null
    seen.current = { first: 0, last: 0 }
    const put = (next: Loaded<Row>) => {
      if (stopped) return
      latest.current = next
      setState(next)
    }
    const wanted = () => {
      const first = Math.floor(seen.current.first / PAGE_ROWS)
      const last = Math.floor(Math.max(0, seen.current.last) / PAGE_ROWS)
      return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    }
    const readPage = async (index: number, known: ReadonlyMap<number, readonly Row[]>) => {
      const { total, rows } = await reader.current(index * PAGE_ROWS, PAGE_ROWS)
      const pages = new Map(known).set(index, rows)
      put({ key, total, pages, error: null })
      return pages
    }
    const refresh = async () => {
      stale = true
      if (busy) return
      busy = true
      try {
        while (stale && !stopped) {
          stale = false
          // pages out of sight are read again when they come into it
          let pages: ReadonlyMap<number, readonly Row[]> = new Map(
            [...(latest.current?.pages ?? [])].filter(([index]) => wanted().includes(index))
          )
          for (const index of wanted()) pages = await readPage(index, pages)
        }
      } catch (error) {
        const words = error instanceof DeskError ? error.message : 'The list could not be read.'
        const now = latest.current
        put({ key, total: now?.total ?? 0, pages: now?.pages ?? new Map(), error: words })
      } finally {
        busy = false
      }
    }
    return {
      refresh,
      isMissing: () => wanted().some((index) => !latest.current?.pages.has(index)),
      stop: () => {
        stopped = true
      }
    }
  }, [key])

  useEffect(() => {
    void loader.refresh()
    const unsubscribe = desk.subscribe((topics) => {
      if (topics.some((topic) => TOPICS.includes(topic))) void loader.refresh()
    })
    return () => {
      unsubscribe()
      loader.stop()
    }
  }, [loader])

  const onRangeChange = useCallback(
    (first: number, last: number) => {
      seen.current = { first, last }
      if (latest.current && loader.isMissing()) void loader.refresh()
    },
    [loader]
  )

  const shown = state?.key === key ? state : null
  const source = useMemo<RowSource<Row>>(
    () => ({
      count: shown?.total ?? 0,
      at: (index) => shown?.pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
      keyOf
    }),
    [shown, keyOf]
  )
  return {
    source,
    isLoaded: shown !== null,
    error: shown?.error ?? null,
    retry: () => void loader.refresh(),
    onRangeChange
  }
}
