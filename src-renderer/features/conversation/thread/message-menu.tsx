import { Copy, MessageSquareQuote } from 'lucide-react'
import type { ReactNode } from 'react'
import { ContextMenu } from '../../../ui/context-menu.tsx'
import type { MenuEntries } from '../../../ui/menu-entry.ts'
import { idOf, type ThreadItem } from './thread-items.ts'

interface MessageMenuProps {
  items: readonly ThreadItem[]
  children: ReactNode
}

/** What can be done with a message: by the pointer, or by Shift+F10 and the menu key on the one with the focus. */
export function MessageMenu({ items, children }: MessageMenuProps) {
  const entriesFor = (target: Element): MenuEntries => {
    const id = target.closest<HTMLElement>('[data-item]')?.dataset.item
    const item = items.find((one) => idOf(one) === id)
    // selected words have the system's menu, which copies them
    if (!item || window.getSelection()?.isCollapsed === false) return []
    const { text, atMs, author } = item.kind === 'note' ? item.note : item.bubble
    if (text === '') return []
    const who = author?.name ?? 'Follower'
    const when = new Date(atMs).toLocaleString()
    return [
      { id: 'text', label: 'Copy text', icon: Copy, onAction: () => copy(text) },
      {
        id: 'message',
        label: 'Copy with name and time',
        icon: MessageSquareQuote,
        onAction: () => copy(`${who}, ${when}\n${text}`)
      }
    ]
  }
  return (
    <ContextMenu label="Message" entriesFor={entriesFor}>
      {children}
    </ContextMenu>
  )
}

function copy(text: string): void {
  void navigator.clipboard.writeText(text)
}
