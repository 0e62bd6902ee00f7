import { useCallback, useRef, useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import { desk } from '../../../bridge/desk.ts'
import { useView } from '../../../bridge/use-view.ts'
import { NO_MESSAGES, type ThreadState, withNewest, withOlder } from './thread-state.ts'

const NEWEST_MESSAGES = 60
const OLDER_MESSAGES = 200

/** The messages of one conversation: the newest live, older ones as they are scrolled to. */
export function useThread(conversationId: ConversationId) {
  const newest = useView('conversation.thread', { conversationId, before: null, limit: NEWEST_MESSAGES }, [
    `conversation:${conversationId}`
  ])
  const [state, setState] = useState<ThreadState>(NO_MESSAGES)
  const [merged, setMerged] = useState(newest.data)
  const isLoadingOlder = useRef(false)
  let current = state
  if (newest.data && newest.data !== merged) {
    current = withNewest(state, newest.data)
    setMerged(newest.data)
    setState(current)
  } else if (newest.data && state === NO_MESSAGES) {
    current = withNewest(state, newest.data)
    setState(current)
  }
  const loadOlder = useCallback(async () => {
    const before = state.settled[0]?.position
    if (isLoadingOlder.current || !state.more || before == null) return
    isLoadingOlder.current = true
    try {
      const page = await desk.query('conversation.thread', { conversationId, before, limit: OLDER_MESSAGES })
      setState((now) => withOlder(now, page))
    } catch {
      // the thread stays as it is; scrolling on asks again
    } finally {
      isLoadingOlder.current = false
    }
  }, [conversationId, state])
  return {
    state: current,
    isLoaded: newest.data !== undefined,
    error: newest.error,
    retry: newest.retry,
    loadOlder
  }
}
