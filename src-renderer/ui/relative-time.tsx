import './relative-time.css'
import type { MouseEvent } from 'react'
import { useLocale } from 'react-aria-components'
import { useNow } from './now.ts'
import { absoluteTime, exactAge, longAge, shortAge } from './time-text.ts'

interface RelativeTimeProps {
  atMs: number
  /** `short` for dense lists ("2m"), `long` for sentences ("2 minutes ago"), `exact` where seconds matter ("12 sec ago"). */
  variant?: keyof typeof FORMATS
}

const FORMATS = { short: shortAge, long: longAge, exact: exactAge }

/** How long ago, kept up to date; the whole date on hover. */
export function RelativeTime({ atMs, variant = 'short' }: RelativeTimeProps) {
  const { locale } = useLocale()
  const format = FORMATS[variant]
  const text = useNow((nowMs) => format(atMs, nowMs, locale))
  // the title is made when it is needed: a list has hundreds of times and nobody hovers most of them
  const showAbsolute = (event: MouseEvent<HTMLTimeElement>) => {
    event.currentTarget.title = absoluteTime(atMs, locale)
  }
  return (
    <time className="ui-time" dateTime={new Date(atMs).toISOString()} onMouseEnter={showAbsolute}>
      {text}
    </time>
  )
}
