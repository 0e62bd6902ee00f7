import './pill.css'
import type { ReactNode } from 'react'
import { type Glyph, Icon } from './icon.tsx'

export type PillTone = 'neutral' | 'warning' | 'success' | 'danger' | 'accent'

interface PillProps {
  tone?: PillTone
  icon?: Glyph
  children: ReactNode
}

/** A state in one or two words. */
export function Pill({ tone = 'neutral', icon, children }: PillProps) {
  return (
    <span className="ui-pill" data-tone={tone}>
      {icon && <Icon glyph={icon} size={12} />}
      <span className="ui-pill-text">{children}</span>
    </span>
  )
}
