import './user-text.css'
import type { MouseEvent } from 'react'

interface UserTextProps {
  text: string
  as?: 'span' | 'p' | 'div'
  /** One line with an ellipsis; the whole text appears on hover when it was cut. */
  isSingleLine?: boolean
  /** Content that people may want to copy; names in rows are not. */
  isSelectable?: boolean
  className?: string
}

/** What a person wrote, as plain text: own direction per paragraph, long words broken, nothing interpreted. */
export function UserText({
  text,
  as: Element = 'span',
  isSingleLine = false,
  isSelectable = false,
  className = ''
}: UserTextProps) {
  return (
    <Element
      className={`ui-user-text ${isSelectable ? 'selectable' : ''} ${className}`}
      data-single-line={isSingleLine || undefined}
      dir="auto"
      onMouseEnter={isSingleLine ? showWholeWhenCut : undefined}
    >
      {isSingleLine ? text.replace(/\s+/gu, ' ') : text}
    </Element>
  )
}

function showWholeWhenCut(event: MouseEvent<HTMLElement>) {
  const element = event.currentTarget
  const isCut = element.scrollWidth > element.clientWidth
  if (isCut) element.title = element.textContent ?? ''
  else element.removeAttribute('title')
}
