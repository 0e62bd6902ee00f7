import { type DragEvent, useState } from 'react'
import type { Edge } from './moves.ts'

interface DragSortOptions<Id extends string> {
  /** what other places make of it when it is dropped there */
  textOf: (id: Id) => string
  onDrop: (moved: Id, target: string, edge: Edge) => void
}

/** Rows that are dragged to another place: the props of a row, and of a heading that takes what is dropped on it. */
export function useDragSort<Id extends string>({ textOf, onDrop }: DragSortOptions<Id>) {
  const [moved, setMoved] = useState<Id | null>(null)
  const [over, setOver] = useState<{ target: string; edge: Edge } | null>(null)

  const end = () => {
    setMoved(null)
    setOver(null)
  }
  const dropProps = (target: string, edgeOf: (event: DragEvent<HTMLElement>) => Edge) => ({
    'data-drop': over?.target === target ? over.edge : undefined,
    onDragOver(event: DragEvent<HTMLElement>) {
      if (moved === null) return
      event.preventDefault()
      // a row lies within its category, which takes drops too
      event.stopPropagation()
      event.dataTransfer.dropEffect = 'move'
      const edge = edgeOf(event)
      if (over?.target !== target || over.edge !== edge) setOver({ target, edge })
    },
    onDragLeave(event: DragEvent<HTMLElement>) {
      const to = event.relatedTarget
      if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(null)
    },
    onDrop(event: DragEvent<HTMLElement>) {
      if (moved === null) return
      event.preventDefault()
      event.stopPropagation()
      onDrop(moved, target, edgeOf(event))
      end()
    }
  })
  const rowProps = (id: Id) => ({
    ...dropProps(id, upperOrLowerHalf),
    draggable: true,
    'data-moved': moved === id ? '' : undefined,
    onDragStart(event: DragEvent<HTMLElement>) {
      event.dataTransfer.effectAllowed = 'copyMove'
      event.dataTransfer.setData('text/plain', textOf(id))
      setMoved(id)
    },
    onDragEnd: end
  })
  const headingProps = (target: string) => dropProps(target, () => 'into')
  return { rowProps, headingProps }
}

function upperOrLowerHalf(event: DragEvent<HTMLElement>): Edge {
  const { top, height } = event.currentTarget.getBoundingClientRect()
  return event.clientY < top + height / 2 ? 'before' : 'after'
}
