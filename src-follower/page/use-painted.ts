import { useEffect } from 'react'
import type { Chat } from '../chat/chat.ts'

/** Tells the chat that agents' messages up to `position` were painted, once somebody can see the page. */
export function usePainted(chat: Chat, position: number): void {
  useEffect(() => {
    if (position === 0) return
    let frame = 0
    const afterPaint = () => {
      cancelAnimationFrame(frame)
      // the first frame paints the change, the second one comes after it; neither comes on a hidden page
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          if (document.visibilityState === 'visible') chat.painted(position)
        })
      })
    }
    afterPaint()
    document.addEventListener('visibilitychange', afterPaint)
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('visibilitychange', afterPaint)
    }
  }, [chat, position])
}
