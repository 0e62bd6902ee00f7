import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'

/** What is at the top of the screen, and how far from it, in pixels. */
export interface Held {
  item: string
  offset: number
}

/** Pixels from the newest message within which the thread stays with it. */
const AT_END = 4

/**
 * Keeps what somebody looks at where it is, whatever is loaded, dropped or grows around it. The container runs backwards
 * (column-reverse): 0 is the newest message, and at the newest message nothing needs to be held.
 */
export function useThreadScroll(
  scroller: RefObject<HTMLDivElement | null>,
  list: RefObject<HTMLOListElement | null>,
  /** what is held from the beginning on; null for the newest message */
  first: Held | null
) {
  const held = useRef(first)

  /** Call on each scroll. */
  const remember = useCallback(() => {
    const area = scroller.current
    if (!area || !list.current) return
    if (-area.scrollTop <= AT_END) {
      held.current = null
      return
    }
    const top = area.getBoundingClientRect().top
    const items = list.current.children
    let low = 0
    let high = items.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((items[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle
      else low = middle + 1
    }
    const item = items[low]
    const id = item instanceof HTMLElement ? item.dataset.item : undefined
    if (item && id !== undefined) held.current = { item: id, offset: item.getBoundingClientRect().top - top }
  }, [scroller, list])

  const restore = useCallback(() => {
    const area = scroller.current
    if (!area || !held.current) return
    const item = list.current?.querySelector(`:scope > [data-item="${held.current.item}"]`)
    if (!item) return
    const moved = item.getBoundingClientRect().top - area.getBoundingClientRect().top - held.current.offset
    if (Math.abs(moved) >= 1) area.scrollTop += moved
  }, [scroller, list])

  useLayoutEffect(restore)
  useEffect(() => {
    if (!list.current) return
    const observer = new ResizeObserver(restore)
    observer.observe(list.current)
    return () => observer.disconnect()
  }, [list, restore])

  /** From now on this item is held where it is put. */
  const hold = useCallback((next: Held | null) => {
    held.current = next
  }, [])
  return { remember, hold, held }
}
