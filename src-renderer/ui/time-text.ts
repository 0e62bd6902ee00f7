const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Short age for dense lists: "now", "2m", "3h", "Tue", "12 Mar", "12 Mar 2023". Times ahead read as "now". */
export function shortAge(atMs: number, nowMs: number, locale: string): string {
  const ageMs = nowMs - atMs
  if (ageMs < MINUTE_MS) return relative(locale).format(0, 'second')
  if (ageMs < HOUR_MS) return narrow(locale, 'minute').format(Math.floor(ageMs / MINUTE_MS))
  if (ageMs < DAY_MS) return narrow(locale, 'hour').format(Math.floor(ageMs / HOUR_MS))
  if (ageMs < 6 * DAY_MS) return date(locale, 'weekday').format(atMs)
  const isSameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
  return date(locale, isSameYear ? 'day' : 'year').format(atMs)
}

/** Age as a phrase: "now", "2 minutes ago", "yesterday". */
export function longAge(atMs: number, nowMs: number, locale: string): string {
  const ageMs = Math.max(0, nowMs - atMs)
  const format = relative(locale)
  if (ageMs < MINUTE_MS) return format.format(0, 'second')
  if (ageMs < HOUR_MS) return format.format(-Math.floor(ageMs / MINUTE_MS), 'minute')
  if (ageMs < DAY_MS) return format.format(-Math.floor(ageMs / HOUR_MS), 'hour')
  if (ageMs < 30 * DAY_MS) return format.format(-Math.floor(ageMs / DAY_MS), 'day')
  return date(locale, 'year').format(atMs)
}

/** Age as a phrase that counts seconds too: "now", "12 sec ago", "2 minutes ago". */
export function exactAge(atMs: number, nowMs: number, locale: string): string {
  const seconds = Math.floor((nowMs - atMs) / 1000)
  if (seconds < 3 || seconds >= 60) return longAge(atMs, nowMs, locale)
  return short(locale).format(-seconds, 'second')
}

/** Day, time and zone, for hovering. */
export function absoluteTime(atMs: number, locale: string): string {
  return date(locale, 'full').format(atMs)
}

const dateOptions = {
  weekday: { weekday: 'short' },
  day: { day: 'numeric', month: 'short' },
  year: { day: 'numeric', month: 'short', year: 'numeric' },
  full: { dateStyle: 'full', timeStyle: 'long' }
} satisfies Record<string, Intl.DateTimeFormatOptions>

// Intl formatters take longer to make than to use, and a list formats hundreds of times.
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>()

function once<Format extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => Format
): Format {
  const known = made.get(key) as Format | undefined
  if (known) return known
  const format = make()
  made.set(key, format)
  return format
}

function date(locale: string, shape: keyof typeof dateOptions): Intl.DateTimeFormat {
  return once(`date ${shape} ${locale}`, () => new Intl.DateTimeFormat(locale, dateOptions[shape]))
}

function narrow(locale: string, unit: 'minute' | 'hour'): Intl.NumberFormat {
  return once(
    `unit ${unit} ${locale}`,
    () => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' })
  )
}

function short(locale: string): Intl.RelativeTimeFormat {
  return once(`short ${locale}`, () => new Intl.RelativeTimeFormat(locale, { style: 'short' }))
}

function relative(locale: string): Intl.RelativeTimeFormat {
  return once(`relative ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
}
