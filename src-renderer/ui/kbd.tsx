import './kbd.css'
import { usePlatform } from './platform.ts'
import { shortcutParts } from './shortcut.ts'

interface KbdProps {
  /** Parts joined by "+", `Mod` for Ctrl or Cmd: "Mod+K", "Shift+Enter", "?". */
  keys: string
}

/**
 * A shortcut, written as the platform writes it. The keys are drawn by the style sheet: they are no part of the name of
 * the control they stand in, which says them by `aria-keyshortcuts`.
 */
export function Kbd({ keys }: KbdProps) {
  const platform = usePlatform()
  return (
    <kbd className="ui-kbd" dir="ltr">
      {shortcutParts(keys, platform).map((part) => (
        <span key={part} data-key={part} />
      ))}
    </kbd>
  )
}
