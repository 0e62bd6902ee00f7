import './kbd.css'
import { Keyboard } from 'react-aria-components'
import { usePlatform } from './platform.ts'
import { shortcutParts } from './shortcut.ts'

interface KbdProps {
  /** Parts joined by "+", `Mod` for Ctrl or Cmd: "Mod+K", "Shift+Enter", "?". */
  keys: string
}

/**
 * A shortcut, written as the platform writes it. The style sheet draws the keys, so that they are no part of the name of
 * the control around them: a menu line is described by them, other controls have `aria-keyshortcuts`.
 */
export function Kbd({ keys }: KbdProps) {
  const platform = usePlatform()
  return (
    <Keyboard className="ui-kbd" dir="ltr">
      {shortcutParts(keys, platform).map((part) => (
        <span key={part} data-key={part} />
      ))}
    </Keyboard>
  )
}
