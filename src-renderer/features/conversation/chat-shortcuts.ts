import { useEffect, useEffectEvent } from 'react'

/** The keys of the open chat, as `ui/shortcut.ts` writes them. */
export const TRANSFER_KEYS = 'Mod+Shift+X'
export const NOTE_KEYS = 'Mod+Shift+M'
export const THREAD_KEYS = 'Mod+Shift+J'
export const SEARCH_KEYS = 'Mod+K'
export const DATE_KEYS = 'Mod+Shift+D'
export const PANEL_KEYS = 'Mod+Shift+P'
export const OWNERSHIP_KEYS = 'Mod+Shift+E'

/** Whether a key press is this shortcut; never while an input method composes text, and never with Alt. */
function isShortcut(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split(/\+(?=.)/)
  const key = parts.at(-1) ?? ''
  if (event.isComposing || event.altKey) return false
  const mod = event.ctrlKey !== event.metaKey
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes('Mod') &&
    event.shiftKey === parts.includes('Shift')
  )
}

/** Does something when a shortcut is pressed, wherever the focus is; a dialog that is open takes all keys. */
export function useChatShortcut(keys: string, act: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !isShortcut(event, keys) || document.querySelector('[role="dialog"]'))
      return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
