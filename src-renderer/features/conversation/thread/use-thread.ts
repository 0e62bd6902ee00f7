import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { ThreadPage } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { useView } from '../../../bridge/use-view.ts'
import { atPage, NO_MESSAGES, type ThreadState, withNewer, withNewest, withOlder } from './thread-state.ts'

const NEWEST_MESSAGES = 60
/** small pages are laid out within a frame or two while somebody scrolls */
const PAGE_MESSAGES = 60

/** The messages of one conversation: the newest live, others as they are scrolled or jumped to. */
export function useThread(conversationId: ConversationId) {
  const newest = useView('conversation.thread', { conversationId, before: null, limit: NEWEST_MESSAGES }, [
    `conversation:${conversationId}`
  ])
  const [state, setState] = useState<ThreadState>(NO_MESSAGES)
  const [merged, setMerged] = useState<typeof newest.data>(undefined)
  const isLoading = useRef(false)
  let current = state
  if (newest.data && newest.data !== merged) {
    // whoever looks at older messages is not carried away; what is loaded there is read again below
    if (!state.newer) current = withNewest(state, newest.data)
    setMerged(newest.data)
    setState(current)
  }

  const turn = useRef(0)
  const load = useCallback(
    async (
      args: { before: number | null; after?: number; limit?: number },
      put: (now: ThreadState, page: ThreadPage) => ThreadState,
      /** what is being loaded no longer counts; otherwise it goes first */
      isUrgent = false
    ) => {
      if (isLoading.current && !isUrgent) return
      const mine = ++turn.current
      isLoading.current = true
      try {
        const page = await desk.query('conversation.thread', {
          conversationId,
          limit: PAGE_MESSAGES,
          ...args
        })
        if (mine === turn.current) setState((now) => put(now, page))
      } catch {
        // the thread stays as it is; scrolling on asks again
      } finally {
        if (mine === turn.current) isLoading.current = false
      }
    },
    [conversationId]
  )

  const first = current.settled[0]?.position ?? null
  const last = current.settled.at(-1)?.position ?? null
  const loadOlder = () => {
    if (current.more && first !== null) void load({ before: first }, withOlder)
  }
  const loadNewer = () => {
    if (current.newer && last !== null) void load({ before: null, after: last }, withNewer)
  }
  /** The messages around a position, in place of what is loaded. */
  const loadAround = useCallback(
    (position: number) => void load({ before: position + PAGE_MESSAGES / 2 }, atPage, true),
    [load]
  )
  const toNewest = () => {
    if (newest.data) setState(withNewest(NO_MESSAGES, newest.data))
  }
  const readAgain = useEffectEvent(() => {
    if (current.newer && first !== null) {
      void load({ before: null, after: first - 1, limit: current.settled.length }, atPage)
    }
  })
  useEffect(() => {
    if (newest.data) readAgain()
  }, [newest.data])
  return {
    state: current,
    /** the newest of mine that is not settled, wherever the thread stands */
    lastOwn: newest.data?.bubbles.findLast((bubble) => bubble.position === null)?.messageId ?? null,
    isLoaded: newest.data !== undefined,
    error: newest.error,
    retry: newest.retry,
    loadOlder,
    loadNewer,
    loadAround,
    toNewest
  }
}
