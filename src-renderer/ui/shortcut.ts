import type { UiPlatform } from './platform.ts'

const macNames: Record<string, string> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
  Backspace: '⌫',
  Escape: 'Esc'
}
const otherNames: Record<string, string> = { Mod: 'Ctrl', Escape: 'Esc' }
const arrows: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' }

/** "Mod+Shift+K" as the keys that stand on the keyboard of that platform. */
export function shortcutParts(keys: string, platform: UiPlatform): string[] {
  const names = { ...arrows, ...(platform === 'mac' ? macNames : otherNames) }
  return keys.split(/\+(?=.)/).map((part) => names[part] ?? part)
}

/** The value of `aria-keyshortcuts` for the same shortcut. */
export function ariaShortcut(keys: string, platform: UiPlatform): string {
  return keys.replace('Mod', platform === 'mac' ? 'Meta' : 'Control').replace('Ctrl', 'Control')
}
