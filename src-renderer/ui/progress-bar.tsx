import './progress-bar.css'
import { ProgressBar as AriaProgressBar } from 'react-aria-components'

interface ProgressBarProps {
  /** What is progressing, for screen readers. */
  label: string
  /** 0 to 1. */
  fraction: number
}

/** A thin bar for work whose end is known. */
export function ProgressBar({ label, fraction }: ProgressBarProps) {
  const percent = Math.round(Math.min(1, Math.max(0, fraction)) * 100)
  return (
    <AriaProgressBar aria-label={label} value={percent} className="ui-progress">
      <span className="ui-progress-done" style={{ inlineSize: `${percent}%` }} />
    </AriaProgressBar>
  )
}
