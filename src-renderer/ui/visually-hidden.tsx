import './visually-hidden.css'
import type { ReactNode } from 'react'

interface VisuallyHiddenProps {
  as?: 'span' | 'h1'
  children: ReactNode
}

/** Text for screen readers only. */
export function VisuallyHidden({ as: Element = 'span', children }: VisuallyHiddenProps) {
  return <Element className="ui-visually-hidden">{children}</Element>
}
