import './skeleton.css'
import { VisuallyHidden } from './visually-hidden.tsx'
import { useWords } from './words.ts'

interface SkeletonProps {
  rows?: number
  /** Pixels, the height of the rows to come, so that nothing shifts. */
  rowHeight?: number
  hasAvatar?: boolean
}

/** Rows to come; for the first run only, everything later is painted from the cache. */
export function Skeleton({ rows = 8, rowHeight = 56, hasAvatar = true }: SkeletonProps) {
  const words = useWords()
  return (
    <div className="ui-skeleton" role="status">
      <VisuallyHidden>{words.loading}</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div key={index} className="ui-skeleton-row" style={{ blockSize: rowHeight }} aria-hidden>
          {hasAvatar && <span className="ui-skeleton-avatar" />}
          <span className="ui-skeleton-lines">
            <span />
            <span />
          </span>
        </div>
      ))}
    </div>
  )
}
