import './avatar.css'
import { User } from 'lucide-react'
import { Icon } from './icon.tsx'
import { initialsOf } from './initials.ts'

export interface AvatarProps {
  name: string
  /** Keeps the colour when the name changes; the name itself if there is none. */
  id?: string
  size?: 20 | 24 | 32 | 40
  /** Give one only where the name does not stand beside it. */
  label?: string
}

/** How many `--avatar-N` pairs the tokens hold. */
const COLOR_COUNT = 10

/** Initials on a colour that stays the same for one person. */
export function Avatar({ name, id, size = 32, label }: AvatarProps) {
  const initials = initialsOf(name)
  const color = colorOf(id ?? name)
  return (
    <span
      className="ui-avatar"
      data-size={size}
      style={{ background: `var(--avatar-${color})`, color: `var(--avatar-${color}-text)` }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {initials === '' ? <Icon glyph={User} size={size / 2} /> : initials}
    </span>
  )
}

/** 1 to 10, spread evenly: FNV-1a over the code units. */
function colorOf(seed: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193)
  }
  return ((hash >>> 0) % COLOR_COUNT) + 1
}
