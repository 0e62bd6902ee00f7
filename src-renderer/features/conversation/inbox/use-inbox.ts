import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ChannelId } from '#shared/base/ids.ts'
import type { InboxFilter, InboxRow } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { DeskError } from '../../../bridge/desk-error.ts'
import { freshView, preloadView } from '../../../bridge/use-view.ts'
import type { RowSource } from '../../../ui/row-source.ts'
import { type InboxRows, NO_ROWS, replaceRange } from './inbox-rows.ts'

const HEAD_ROWS = 60
const PAGE_ROWS = 300
/** rows kept loaded below what is on screen: fewer than the head has, so that a start reads the head and no more */
const AHEAD_ROWS = 30
/** rows read again around what is on screen when something changed */
const WINDOW_ROWS = 60

export interface InboxQuery {
  filter: InboxFilter
  channelId: ChannelId | null
  search: string
}

interface Inbox {
  source: RowSource<InboxRow>
  /** false until the first page is there */
  isLoaded: boolean
  error: string | null
  retry: () => void
  onRangeChange: (first: number, last: number) => void
}

const keyOf = (row: InboxRow) => row.conversationId

const headOf = (query: InboxQuery) => ({ ...query, after: null, limit: HEAD_ROWS })

/** The inbox that a desk opens with. */
export const FIRST_INBOX: InboxQuery = { filter: 'mine', channelId: null, search: '' }

/** Reads its newest rows before anything is painted. */
export const preloadInbox = () => preloadView('conversation.inbox', headOf(FIRST_INBOX), ['inbox'])

function freshRows(query: InboxQuery): InboxRows | null {
  const page = freshView('conversation.inbox', headOf(query))
  return page ? replaceRange(NO_ROWS, null, page) : null
}

/**
 * The rows of one inbox, loaded as they are scrolled to and kept fresh where they are seen: at the top, where
 * everything new arrives, and around the window on screen.
 * @param total how many rows there are, if known; the scroll bar is then right from the start
 */
export function useInbox(query: InboxQuery, total: number | undefined): Inbox {
  const { filter, channelId, search } = query
  const key = JSON.stringify([filter, channelId, search])
  const [state, setState] = useState<{ key: string; loaded: InboxRows; error: string | null } | null>(() => {
    const loaded = freshRows(query)
    return loaded && { key, loaded, error: null }
  })
  const latest = useRef<InboxRows>(state?.loaded ?? NO_ROWS)
  const preloadedKey = useRef(state?.key ?? null)
  const seen = useRef({ first: 0, last: 0 })

  const loader = useMemo(() => {
    const isPreloaded = preloadedKey.current === key
    preloadedKey.current = null
    if (!isPreloaded) latest.current = NO_ROWS
    let stopped = false
    let busy = false
    let stale = false
    const put = (loaded: InboxRows, error: string | null = null) => {
      if (stopped) return
      latest.current = loaded
      setState({ key, loaded, error })
    }
    const read = async (after: InboxRows['next'], limit: number) => {
      const page = await desk.query('conversation.inbox', { filter, channelId, search, after, limit })
      put(replaceRange(latest.current, after, page))
    }
    const once = async () => {
      stale = false
      await read(null, HEAD_ROWS)
      const { first } = seen.current
      const before = latest.current.rows[first - 1]
      if (first > 0 && before) await read(before, WINDOW_ROWS)
      while (
        !stopped &&
        latest.current.next &&
        latest.current.rows.length <= seen.current.last + AHEAD_ROWS
      ) {
        await read(latest.current.next, PAGE_ROWS)
      }
    }
    const refresh = async () => {
      stale = true
      if (busy) return
      busy = true
      try {
        while (stale && !stopped) await once()
      } catch (error) {
        const words = error instanceof DeskError ? error.message : 'The desk could not read the inbox.'
        put(latest.current, words)
      } finally {
        busy = false
      }
    }
    return {
      refresh,
      /** reads what was not read before the first paint */
      begin: () => {
        if (!isPreloaded || freshRows({ filter, channelId, search }) === null) void refresh()
      },
      stop: () => {
        stopped = true
      }
    }
  }, [key, filter, channelId, search])

  useEffect(() => {
    loader.begin()
    const unsubscribe = desk.subscribe((topics) => {
      if (topics.includes('inbox')) void loader.refresh()
    })
    return () => {
      unsubscribe()
      loader.stop()
    }
  }, [loader])

  const onRangeChange = useCallback(
    (first: number, last: number) => {
      seen.current = { first, last }
      const { rows, next } = latest.current
      if (next && rows.length <= last + AHEAD_ROWS) void loader.refresh()
    },
    [loader]
  )

  const shown = state?.key === key ? state.loaded : undefined
  const rows = shown?.rows ?? NO_ROWS.rows
  const count = shown?.next ? Math.max(total ?? 0, rows.length) : rows.length
  const source = useMemo(() => ({ count, at: (index: number) => rows[index], keyOf }), [count, rows])
  return {
    source,
    isLoaded: shown !== undefined,
    error: state?.key === key ? state.error : null,
    retry: () => void loader.refresh(),
    onRangeChange
  }
}
