import { WORDS } from './words.ts'

/** The start of a moment's day, in the follower's own time zone. */
export function dayOf(atMs: number): number {
  const date = new Date(atMs)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/** What stands above the first message of a day. */
export function dayLabel(dayMs: number, nowMs: number): string {
  const today = dayOf(nowMs)
  // noon of the day before is in the day before, also when the clocks change
  const yesterday = dayOf(today - 12 * 3_600_000)
  if (dayMs === today) return WORDS.today
  if (dayMs === yesterday) return WORDS.yesterday
  const sameYear = new Date(dayMs).getFullYear() === new Date(nowMs).getFullYear()
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' })
  }).format(dayMs)
}

/** A moment's time of day. */
export function timeLabel(atMs: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(atMs)
}
