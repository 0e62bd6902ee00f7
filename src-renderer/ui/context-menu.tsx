import './context-menu.css'
import { type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { Popover } from 'react-aria-components'
import type { MenuEntries } from './menu-entry.ts'
import { MenuList } from './menu-list.tsx'

interface ContextMenuProps {
  /** The name of the menu for screen readers. */
  label: string
  /** Asked when the menu opens, with the element under the pointer; no entries, no menu. */
  entriesFor: (target: Element) => MenuEntries
  children: ReactNode
}

interface OpenMenu {
  entries: MenuEntries
  x: number
  y: number
}

/** A menu at the pointer, or at the focused element by Shift+F10 and the menu key. Text fields keep the native one. */
export function ContextMenu({ label, entriesFor, children }: ContextMenuProps) {
  const [open, setOpen] = useState<OpenMenu | null>(null)
  const anchor = useRef<HTMLSpanElement>(null)

  const show = (event: MouseEvent) => {
    const target = event.target
    if (!(target instanceof Element) || target.closest('input, textarea, [contenteditable="true"]')) return
    const entries = entriesFor(target)
    if (entries.length === 0) return
    event.preventDefault()
    setOpen({ entries, ...pointOf(event, target) })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for its children, which take the focus themselves
    <div className="ui-context-area" onContextMenu={show}>
      {children}
      {open && (
        <>
          <span ref={anchor} className="ui-context-anchor" style={{ left: open.x, top: open.y }} />
          <Popover
            className="ui-list-popover"
            triggerRef={anchor}
            placement="bottom start"
            offset={0}
            isOpen
            onOpenChange={(isOpen) => {
              if (!isOpen) setOpen(null)
            }}
          >
            <MenuList label={label} entries={open.entries} onClose={() => setOpen(null)} />
          </Popover>
        </>
      )}
    </div>
  )
}

/** The pointer, or the middle of the element when the keyboard asked. */
function pointOf(event: MouseEvent, target: Element): { x: number; y: number } {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY }
  const box = target.getBoundingClientRect()
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
}
