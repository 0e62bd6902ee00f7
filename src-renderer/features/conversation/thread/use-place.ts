import { type RefObject, useEffect, useRef } from 'react'
import type { ThreadPlace } from '../search/hits.ts'
import { idOf, type ThreadItem } from './thread-items.ts'
import type { useThread } from './use-thread.ts'
import type { useThreadScroll } from './use-thread-scroll.ts'

interface PlaceOptions {
  thread: Pick<ReturnType<typeof useThread>, 'isLoaded' | 'loadAround'>
  items: readonly ThreadItem[]
  list: RefObject<HTMLOListElement | null>
  scroll: ReturnType<typeof useThreadScroll>
}

/** Wishes that were fulfilled: one that is still there when the chat is opened again is none any more. */
const fulfilled = new WeakSet<ThreadPlace>()

/** Whether somebody has been brought there already. */
export function isFulfilled(place: ThreadPlace): boolean {
  return fulfilled.has(place)
}

/** How long a message that was jumped to stands out, in milliseconds. */
const FLASH_MS = 2000

/** Goes to a place of the thread, loads what is around it if it must, and lets the message there stand out for a moment. */
export function usePlace(place: ThreadPlace | null, { thread, items, list, scroll }: PlaceOptions): void {
  const asked = useRef<ThreadPlace | null>(null)
  useEffect(() => {
    if (!place || !thread.isLoaded || fulfilled.has(place)) return
    const item = items.find((one) => isAt(one, place))
    const element = item && list.current?.querySelector(`:scope > [data-item="${idOf(item)}"]`)
    if (element instanceof HTMLElement) {
      fulfilled.add(place)
      scroll.hold(null)
      element.scrollIntoView({ block: 'center' })
      scroll.remember()
      standOut(element)
    } else if (asked.current !== place) {
      asked.current = place
      thread.loadAround(place.position)
    }
  }, [place, thread, items, list, scroll])
}

function isAt(item: ThreadItem, place: ThreadPlace): boolean {
  if (place.item !== null) return idOf(item) === place.item
  return item.kind === 'message' && item.bubble.position === place.position
}

function standOut(element: HTMLElement): void {
  element.dataset.found = 'true'
  setTimeout(() => delete element.dataset.found, FLASH_MS)
  // behind a dialog that closes now and gives the focus back to where it was
  setTimeout(() => element.focus({ preventScroll: true }))
}
