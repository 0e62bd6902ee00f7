import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import { type KeptPlace, keepPlace } from './kept-places.ts'
import { idOf, positionOf, type ThreadItem } from './thread-items.ts'
import type { ThreadState } from './thread-state.ts'
import type { useThread } from './use-thread.ts'
import type { useThreadScroll } from './use-thread-scroll.ts'

interface KeptPlaceOptions {
  conversationId: ConversationId
  thread: Pick<ReturnType<typeof useThread>, 'isLoaded' | 'loadAround' | 'state'>
  items: readonly ThreadItem[]
  /** holds the kept place from the beginning on */
  scroll: ReturnType<typeof useThreadScroll>
  /** what was kept is not there any more: the newest message is shown */
  onLost: () => void
}

/** Whoever comes back to a conversation finds it where it was left: loads what was there, and keeps the place on leaving. */
export function useKeptPlace(
  kept: KeptPlace | null,
  { conversationId, thread, items, scroll, onLost }: KeptPlaceOptions
): void {
  const wanted = useRef(kept)
  const loadedFrom = useRef<ThreadState | null>(null)
  const { isLoaded, loadAround, state } = thread
  const lose = useEffectEvent(() => {
    scroll.hold(null)
    onLost()
  })
  useEffect(() => {
    const place = wanted.current
    if (!place || !isLoaded) return
    if (items.some((item) => idOf(item) === place.item)) wanted.current = null
    else if (loadedFrom.current === null) {
      loadedFrom.current = state
      loadAround(place.position)
    } else if (loadedFrom.current !== state) {
      wanted.current = null
      lose()
    }
  }, [isLoaded, loadAround, state, items])

  const shown = useRef(items)
  useLayoutEffect(() => {
    shown.current = items
  }, [items])
  const { held } = scroll
  useEffect(
    () => () => {
      // left again before it was reached: it stays kept
      if (wanted.current) return
      const item = shown.current.find((one) => idOf(one) === held.current?.item)
      const position = item ? positionOf(item) : null
      keepPlace(conversationId, held.current && position !== null ? { ...held.current, position } : null)
    },
    [conversationId, held]
  )
}
