import './badge.css'
import { useLocale } from 'react-aria-components'

interface CountProps {
  count: number
}

const MOST = 999

/** A number beside a word, in digits of one width; "999+" above. */
export function Count({ count }: CountProps) {
  const { locale } = useLocale()
  return <span className="ui-count">{countText(count, locale)}</span>
}

interface BadgeProps extends CountProps {
  tone?: 'neutral' | 'accent' | 'warning' | 'danger'
  /** The whole sentence for screen readers: "4 unread". */
  label?: string
}

/** A number in a pill; nothing at zero. */
export function Badge({ count, tone = 'neutral', label }: BadgeProps) {
  const { locale } = useLocale()
  if (count <= 0) return null
  const text = countText(count, locale)
  return (
    <span
      className="ui-badge"
      data-tone={tone}
      {...(label === undefined ? {} : { role: 'img', 'aria-label': label })}
    >
      {text}
    </span>
  )
}

function countText(count: number, locale: string): string {
  const text = Math.min(count, MOST).toLocaleString(locale)
  return count > MOST ? `${text}+` : text
}
