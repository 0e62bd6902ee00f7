import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { indexOfRow, type RowSource } from './row-source.ts'

/**
 * Keeps what is on screen in place when rows come or go above it. At the very top nothing is held: there the newest
 * row is what people look at.
 */
export function useScrollAnchor<Row>(
  scroller: RefObject<HTMLElement | null>,
  rows: RowSource<Row>,
  rowHeight: number
): void {
  const anchor = useRef<{ key: string; index: number } | null>(null)

  useLayoutEffect(() => {
    const element = scroller.current
    const held = anchor.current
    if (!element || !held || element.scrollTop === 0) return
    const index = indexOfRow(rows, held.key, held.index)
    if (index !== held.index) element.scrollTop += (index - held.index) * rowHeight
  }, [scroller, rows, rowHeight])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const remember = () => {
      const index = Math.ceil(element.scrollTop / rowHeight)
      const row = rows.at(index)
      anchor.current = row === undefined ? null : { key: rows.keyOf(row), index }
    }
    remember()
    element.addEventListener('scroll', remember, { passive: true })
    return () => element.removeEventListener('scroll', remember)
  }, [scroller, rows, rowHeight])
}
