import { GripVertical } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Icon } from '../../ui/icon.tsx'

interface MoveHandleProps {
  id: string
  /** what is moved */
  name: string
  onStep: (step: -1 | 1) => void
}

/** Shows that a row can be dragged; by keyboard the arrow keys move it while this has the focus. */
export function MoveHandle({ id, name, onStep }: MoveHandleProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    onStep(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    // a plain button: one that handles presses by itself would not let the row be dragged by it
    <button
      type="button"
      className="canned-handle"
      aria-label={`Move ${name}`}
      aria-keyshortcuts="ArrowUp ArrowDown"
      title="Drag it, or press the arrow keys"
      data-move-handle={id}
      onKeyDown={onKeyDown}
    >
      <Icon glyph={GripVertical} size={14} />
    </button>
  )
}
