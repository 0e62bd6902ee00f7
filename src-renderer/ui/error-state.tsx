import './state.css'
import { RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { useWords } from './words.ts'

interface ErrorStateProps {
  /** What did not work. */
  title: string
  /** Why, and what to do. */
  children: ReactNode
  onRetry?: () => void
  retryLabel?: string
  /** Further buttons. */
  action?: ReactNode
}

/** A place whose content could not be had. */
export function ErrorState({ title, children, onRetry, retryLabel, action }: ErrorStateProps) {
  const words = useWords()
  return (
    <div className="ui-state" data-tone="danger" role="alert">
      <span className="ui-state-icon">
        <Icon glyph={TriangleAlert} size={20} />
      </span>
      <p className="ui-state-title">{title}</p>
      <p className="ui-state-text">{children}</p>
      <div className="ui-state-actions">
        {onRetry && (
          <Button icon={RotateCw} onPress={onRetry}>
            {retryLabel ?? words.retry}
          </Button>
        )}
        {action}
      </div>
    </div>
  )
}
