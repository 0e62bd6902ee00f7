import { type RefObject, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

interface RowWindow {
  /** First and last row that are at least partly on screen; `last` is -1 in an empty list. */
  first: number
  last: number
}

/**
 * Which rows of one height are on screen. Arithmetic instead of a table of measures: mounting fifty thousand rows costs
 * what mounting twenty costs, and so does a row that arrives.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number
): RowWindow {
  const [seen, setSeen] = useState<RowWindow>({ first: 0, last: -1 })

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight))
      const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) - 1
      setSeen((old) => (old.first === first && old.last === last ? old : { first, last }))
    }
    // React would put off what a scroll event asks for, and an empty frame would be painted
    const measureNow = () => flushSync(measure)
    measure()
    element.addEventListener('scroll', measureNow, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', measureNow)
      observer.disconnect()
    }
  }, [scroller, rowHeight])

  const last = Math.min(seen.last, count - 1)
  return { first: Math.min(seen.first, Math.max(0, last)), last }
}

/** The positions to mount: what is on screen, some rows around it, and one more row wherever it is. */
export function mountedIndexes(
  { first, last }: RowWindow,
  count: number,
  overscan: number,
  always: number
): number[] {
  const from = Math.max(0, first - overscan)
  const to = Math.min(count - 1, last + overscan)
  const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset)
  if (always >= count || (always >= from && always <= to)) return indexes
  return always < from ? [always, ...indexes] : [...indexes, always]
}

/** Scrolls just as far as it takes to see the whole row. */
export function scrollToRow(element: HTMLElement, index: number, rowHeight: number): void {
  const top = index * rowHeight
  if (top < element.scrollTop) element.scrollTop = top
  else if (top + rowHeight > element.scrollTop + element.clientHeight) {
    element.scrollTop = top + rowHeight - element.clientHeight
  }
}
