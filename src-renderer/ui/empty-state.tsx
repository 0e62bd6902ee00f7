import './state.css'
import type { ReactNode } from 'react'
import { type Glyph, Icon } from './icon.tsx'

interface EmptyStateProps {
  icon: Glyph
  /** What is empty. */
  title: string
  /** What will be here, and the next step. */
  children?: ReactNode
  /** Usually one Button. */
  action?: ReactNode
}

/** A place that has nothing to show yet. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="ui-state">
      <span className="ui-state-icon">
        <Icon glyph={icon} size={20} />
      </span>
      <p className="ui-state-title">{title}</p>
      {children !== undefined && <p className="ui-state-text">{children}</p>}
      {action !== undefined && <div className="ui-state-actions">{action}</div>}
    </div>
  )
}
