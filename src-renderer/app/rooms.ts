import { MessageSquareQuote, MessagesSquare, Send, Settings2 } from 'lucide-react'
import type { Glyph } from '../ui/icon.tsx'
import type { RoomId } from './navigation.ts'

/** One entry of the rail; a room that is not built is not listed. */
export interface Room {
  id: RoomId
  /** the heading it stands under in the guide's order */
  section: 'Help Desk' | 'Desk'
  label: string
  glyph: Glyph
  shortcut: string
}

export const ROOMS: readonly Room[] = [
  { id: 'chat', section: 'Help Desk', label: 'Chat', glyph: MessagesSquare, shortcut: 'Mod+1' },
  {
    id: 'canned-responses',
    section: 'Help Desk',
    label: 'Canned responses',
    glyph: MessageSquareQuote,
    shortcut: 'Mod+2'
  },
  { id: 'outbox', section: 'Desk', label: 'Outbox', glyph: Send, shortcut: 'Mod+3' },
  { id: 'settings', section: 'Desk', label: 'Settings', glyph: Settings2, shortcut: 'Mod+,' }
]
