import { type ReactNode, useEffect, useState } from 'react'
import { later } from '../ui/later.tsx'

const ShortcutSheet = later(async () => (await import('./shortcut-sheet.tsx')).ShortcutSheet)

/** `?` anywhere but in a text, or F1 anywhere, lists what keys can do. Answers the sheet while it is open. */
export function useShortcutSheet(): ReactNode {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey)
        return
      const isInText =
        event.target instanceof Element && event.target.closest('input, textarea, [contenteditable="true"]')
      if (event.key !== 'F1' && (event.key !== '?' || isInText)) return
      if (document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  if (!isOpen) return null
  return <ShortcutSheet onClose={() => setOpen(false)} />
}
