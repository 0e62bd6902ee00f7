import type { ReactNode } from 'react'

interface HighlightedProps {
  text: string
  /** [start, end) in UTF-16 units, in order, not overlapping */
  ranges: readonly (readonly [number, number])[]
}

/** A text in which what matched is marked. */
export function Highlighted({ text, ranges }: HighlightedProps) {
  const parts: ReactNode[] = []
  let at = 0
  for (const [start, end] of ranges) {
    if (start > at) parts.push(text.slice(at, start))
    parts.push(<mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  parts.push(text.slice(at))
  return parts
}
