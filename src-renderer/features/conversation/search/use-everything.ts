import { useEffect, useMemo, useRef, useState } from 'react'
import type { CannedHit } from '#shared/features/canned-response/views.ts'
import type { FoundMessage, FoundNote, InboxRow } from '#shared/features/conversation/views.ts'
import { PARTNER_ROLE, type Partner } from '#shared/features/partner/entities.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import { desk } from '../../../bridge/desk.ts'
import { latestOnly } from './latest-only.ts'

const CHATS = 5
const NOTES = 5
const PARTNERS = 5
const RESPONSES = 5
const MESSAGES = 30

/** Everything that was found for a query, of each kind as soon as it is known. */
export interface Found {
  chats: readonly InboxRow[]
  notes: readonly FoundNote[]
  /** none for people who may not see partners: they are not asked for */
  partners: readonly Partner[]
  responses: readonly CannedHit[]
  messages: readonly FoundMessage[]
  /** where older messages go on; null when there are no more */
  next: number | null
  /** what the messages are the answer to */
  query: string
}

type Kind = 'chats' | 'notes' | 'partners' | 'responses' | 'messages'

const NOTHING: Found = {
  chats: [],
  notes: [],
  partners: [],
  responses: [],
  messages: [],
  next: null,
  query: ''
}

/** Asks for everything with these words, with each keystroke. */
export function useEverything(query: string, role: Role) {
  const [found, setFound] = useState<Found>(NOTHING)
  const [error, setError] = useState<string | null>(null)
  /** the kinds of which is shown what was found for these words, and not for those before */
  const [settled, setSettled] = useState<{ query: string; kinds: readonly Kind[] }>({ query: '', kinds: [] })
  const wanted = useRef(query)
  const ask = useMemo(() => {
    const put = (query: string, kind: Kind, part: Partial<Found>) => {
      if (query !== wanted.current) return
      setFound((now) => ({ ...now, ...part }))
      setSettled((now) => ({ query, kinds: now.query === query ? [...now.kinds, kind] : [kind] }))
    }
    const partners = latestOnly(
      (search: string) =>
        desk.query('partner.list', {
          search,
          status: null,
          order: 'name',
          descending: false,
          offset: 0,
          limit: PARTNERS
        }),
      (query, { rows }) => put(query, 'partners', { partners: rows })
    )
    return [
      ...(includesRole(role, PARTNER_ROLE) ? [partners] : []),
      latestOnly(
        (search: string) =>
          desk.query('conversation.inbox', {
            filter: 'all',
            channelId: null,
            search,
            after: null,
            limit: CHATS
          }),
        (query, { rows }) => put(query, 'chats', { chats: rows })
      ),
      latestOnly(
        (query: string) =>
          desk.query('conversation.search', { query, order: 'newest', before: null, limit: MESSAGES }),
        (query, { messages, next }) => put(query, 'messages', { messages, next, query })
      ),
      latestOnly(
        (query: string) => desk.query('conversation.search-notes', { query, limit: NOTES }),
        (query, notes) => put(query, 'notes', { notes })
      ),
      latestOnly(
        (query: string) =>
          desk.query('canned-response.search', { query, conversationId: null, limit: RESPONSES }),
        (query, responses) => put(query, 'responses', { responses })
      )
    ]
  }, [role])
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
  const isSettled = settled.query === query && new Set(settled.kinds).size === ask.length
  return { found, isSettled, error, loadMore: () => void loadMore() }
}
