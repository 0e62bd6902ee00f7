import type { CategoryView } from '#shared/features/canned-response/views.ts'
import { usePlatform } from '../../ui/platform.ts'
import { Select } from '../../ui/select.tsx'
import { shortcutParts } from '../../ui/shortcut.ts'
import { digitKeys } from './digit-keys.ts'

interface DigitSelectProps {
  digit: number | null
  all: readonly CategoryView[]
  /** the response that is edited */
  title: string
  onChange: (digit: number | null) => void
}

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const NONE = 'none'

/** The shortcut of a response on this computer; one that another response has is taken from it. */
export function DigitSelect({ digit, all, title, onChange }: DigitSelectProps) {
  const platform = usePlatform()
  const taken = new Map(
    all
      .flatMap(({ responses }) => responses)
      .flatMap((one) => (one.digit === null ? [] : [[one.digit, one.title] as const]))
  )
  const options = DIGITS.map((one) => {
    const holder = taken.get(one)
    const label = shortcutParts(digitKeys(one), platform).join(platform === 'mac' ? '' : '+')
    const isTaken = holder !== undefined && holder !== title
    return { id: String(one), label, ...(isTaken ? { hint: `now “${holder}”` } : {}) }
  })
  return (
    <Select
      label="Shortcut on this computer"
      options={[{ id: NONE, label: 'None' }, ...options]}
      value={digit === null ? NONE : String(digit)}
      onChange={(id) => onChange(id === NONE ? null : Number(id))}
    />
  )
}
