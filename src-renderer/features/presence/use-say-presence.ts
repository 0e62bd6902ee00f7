import { useCallback, useEffect, useRef } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import { HINT_AGAIN_MS } from '#shared/features/presence/hints.ts'
import { desk } from '../../bridge/desk.ts'

/** After this pause nobody is writing any more, in milliseconds. */
const PAUSE_MS = 5000

/**
 * Says that this conversation is open in a window that can be seen. Answers what to call with each change of an answer's text, so that
 * colleagues and the follower see that one is being written.
 */
export function useSayPresence(conversationId: ConversationId): (text: string) => void {
  const typing = useRef<{ saidAtMs: number; pause: ReturnType<typeof setTimeout> } | null>(null)

  useEffect(() => {
    const say = () => {
      if (typing.current) return
      const doing = document.hidden ? 'gone' : 'viewing'
      void desk.act('presence.say', { conversationId, doing })
    }
    const again = setInterval(() => document.hidden || say(), HINT_AGAIN_MS.viewing)
    document.addEventListener('visibilitychange', say)
    say()
    return () => {
      clearInterval(again)
      document.removeEventListener('visibilitychange', say)
      clearTimeout(typing.current?.pause)
      typing.current = null
      void desk.act('presence.say', { conversationId, doing: 'gone' })
    }
  }, [conversationId])

  return useCallback(
    (text) => {
      const before = typing.current
      const stop = () => {
        clearTimeout(typing.current?.pause)
        if (typing.current) void desk.act('presence.say', { conversationId, doing: 'viewing' })
        typing.current = null
      }
      if (text.trim() === '') return stop()
      clearTimeout(before?.pause)
      const pause = setTimeout(stop, PAUSE_MS)
      const nowMs = Date.now()
      if (before && nowMs - before.saidAtMs < HINT_AGAIN_MS.typing) {
        typing.current = { ...before, pause }
        return
      }
      typing.current = { saidAtMs: nowMs, pause }
      void desk.act('presence.say', { conversationId, doing: 'typing' })
    },
    [conversationId]
  )
}
