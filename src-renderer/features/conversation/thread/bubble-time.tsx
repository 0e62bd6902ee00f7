import { useLocale } from 'react-aria-components'
import { timeOf } from '../../outbox/state-words.ts'

/** When something was written: the time of day, the whole date on hover. */
export function BubbleTime({ atMs }: { atMs: number }) {
  const { locale } = useLocale()
  const showAbsolute = (event: { currentTarget: HTMLTimeElement }) => {
    event.currentTarget.title = new Date(atMs).toLocaleString(locale, {
      dateStyle: 'full',
      timeStyle: 'medium'
    })
  }
  return (
    <time className="bubble-time" dateTime={new Date(atMs).toISOString()} onMouseEnter={showAbsolute}>
      {timeOf(atMs)}
    </time>
  )
}
