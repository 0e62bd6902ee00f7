import { TextField } from '../../../ui/text-field.tsx'

interface DayFieldProps {
  label: string
  atMs: number | null
  /** the last moment of the day instead of the first */
  isEnd?: boolean
  onChange: (atMs: number | null) => void
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** A day of this computer's calendar; empty for none. */
export function DayField({ label, atMs, isEnd = false, onChange }: DayFieldProps) {
  return (
    <TextField
      label={label}
      type="date"
      value={atMs === null ? '' : dayOf(atMs)}
      onChange={(text) => {
        const [, year, month, day] = DAY.exec(text) ?? []
        if (!day) return onChange(null)
        const time = isEnd ? ([23, 59, 59] as const) : ([0, 0, 0] as const)
        onChange(new Date(Number(year), Number(month) - 1, Number(day), ...time).getTime())
      }}
    />
  )
}

function dayOf(atMs: number): string {
  const date = new Date(atMs)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
