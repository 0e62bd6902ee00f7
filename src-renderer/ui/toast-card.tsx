import { X } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import type { ShownToast } from './toast-request.ts'
import { useWords } from './words.ts'

const PLAIN_MS = 5_000
const WITH_ACTION_MS = 10_000

interface ToastCardProps {
  toast: ShownToast
  onDismiss: (id: number) => void
}

/** One toast with its clock; when it goes with the focus on it, the focus returns to where it came from. */
export function ToastCard({ toast, onDismiss }: ToastCardProps) {
  const words = useWords()
  const { id, text, tone = 'neutral', action } = toast
  const durationMs = toast.durationMs ?? (action ? WITH_ACTION_MS : PLAIN_MS)
  const [isHovered, setHovered] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const cameFrom = useRef<HTMLElement | null>(null)
  const isHeld = isHovered || isFocused

  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => onDismiss(id), durationMs)
    return () => clearTimeout(timer)
  }, [isHeld, id, durationMs, onDismiss])

  const leave = () => {
    if (isFocused) cameFrom.current?.focus()
    onDismiss(id)
  }
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const from = event.relatedTarget
    if (from instanceof HTMLElement && !event.currentTarget.contains(from)) cameFrom.current = from
    setFocused(true)
  }
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    leave()
  }

  return (
    <li
      className="ui-toast"
      data-tone={tone}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      onFocus={onFocus}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
    >
      <span className="ui-toast-text" dir="auto">
        {text}
      </span>
      {action && (
        <Button
          variant="quiet"
          size="s"
          className="ui-toast-action"
          onPress={() => {
            action.onAction()
            leave()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label={words.dismiss} size="s" onPress={leave} />
    </li>
  )
}
