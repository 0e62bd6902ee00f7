import type { Glyph } from './icon.tsx'

/** One line of a menu. */
export interface MenuAction {
  id: string
  label: string
  onAction: () => void
  icon?: Glyph
  shortcut?: string
  /** Destroys something. */
  isDanger?: boolean
  isDisabled?: boolean
  /** Why it is disabled, or what it does. */
  hint?: string
  /** Shows a tick, in a group with `choice`. */
  isChecked?: boolean
}

/** A group with a line before it, and a heading if it needs one. */
export interface MenuGroup {
  id: string
  heading?: string
  /** The entries are choices: one of them, or each by itself. */
  choice?: 'single' | 'multiple'
  entries: readonly MenuAction[]
}

export type MenuEntries = readonly (MenuAction | MenuGroup)[]

/** Whether this entry is a group. */
export function isMenuGroup(entry: MenuAction | MenuGroup): entry is MenuGroup {
  return 'entries' in entry
}
