import { useEffect, useMemo, useRef, useState } from 'react'
import type { CannedHit } from '#shared/features/canned-response/views.ts'
import type { FoundMessage, FoundNote, InboxRow } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { latestOnly } from './latest-only.ts'

const CHATS = 5
const NOTES = 5
const RESPONSES = 5
const MESSAGES = 30

/** Everything that was found for a query, of each kind as soon as it is known. */
export interface Found {
  chats: readonly InboxRow[]
  notes: readonly FoundNote[]
  responses: readonly CannedHit[]
  messages: readonly FoundMessage[]
  /** where older messages go on; null when there are no more */
  next: number | null
  /** what the messages are the answer to */
  query: string
}

const NOTHING: Found = { chats: [], notes: [], responses: [], messages: [], next: null, query: '' }

/** Asks for everything with these words, with each keystroke. */
export function useEverything(query: string) {
  const [found, setFound] = useState<Found>(NOTHING)
  const [error, setError] = useState<string | null>(null)
  const wanted = useRef(query)
  const ask = useMemo(() => {
    const put = (query: string, part: Partial<Found>) => {
      if (query === wanted.current) setFound((now) => ({ ...now, ...part }))
    }
    return [
      latestOnly(
        (search: string) =>
          desk.query('conversation.inbox', {
            filter: 'all',
            channelId: null,
            search,
            after: null,
            limit: CHATS
          }),
        (query, { rows }) => put(query, { chats: rows })
      ),
      latestOnly(
        (query: string) =>
          desk.query('conversation.search', { query, order: 'newest', before: null, limit: MESSAGES }),
        (query, { messages, next }) => put(query, { messages, next, query })
      ),
      latestOnly(
        (query: string) => desk.query('conversation.search-notes', { query, limit: NOTES }),
        (query, notes) => put(query, { notes })
      ),
      latestOnly(
        (query: string) =>
          desk.query('canned-response.search', { query, conversationId: null, limit: RESPONSES }),
        (query, responses) => put(query, { responses })
      )
    ]
  }, [])
  useEffect(() => {
    wanted.current = query
    setError(null)
    if (query === '') return setFound(NOTHING)
    Promise.all(ask.map((one) => one(query))).catch(() => setError('The desk could not search. Try again.'))
  }, [query, ask])

  const isLoadingMore = useRef(false)
  const loadMore = async () => {
    if (found.next === null || isLoadingMore.current) return
    isLoadingMore.current = true
    try {
      const page = await desk.query('conversation.search', {
        query: found.query,
        order: 'newest',
        before: found.next,
        limit: MESSAGES
      })
      setFound((now) =>
        now.query === found.query && now.next === found.next
          ? { ...now, messages: [...now.messages, ...page.messages], next: page.next }
          : now
      )
    } finally {
      isLoadingMore.current = false
    }
  }
  return { found, error, loadMore: () => void loadMore() }
}
