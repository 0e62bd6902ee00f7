import { Gift, Handshake, MessageSquareQuote, MessagesSquare, Send, Settings2 } from 'lucide-react'
import { PARTNER_ROLE } from '#shared/features/partner/entities.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import type { Glyph } from '../ui/icon.tsx'
import type { RoomId } from './navigation.ts'

/** One entry of the rail; a room that is not built is not listed. */
export interface Room {
  id: RoomId
  /** the heading it stands under in the guide's order */
  section: 'Help Desk' | 'Partner Management' | 'Desk'
  label: string
  glyph: Glyph
  shortcut: string
  /** the least role that has it; everybody without it */
  role?: Role
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
  {
    id: 'engagements',
    section: 'Help Desk',
    label: 'Engagements',
    glyph: Gift,
    shortcut: 'Mod+4',
    role: 'admin'
  },
  {
    id: 'partner-management',
    section: 'Partner Management',
    label: 'Partners',
    glyph: Handshake,
    shortcut: 'Mod+5',
    role: PARTNER_ROLE
  },
  { id: 'outbox', section: 'Desk', label: 'Outbox', glyph: Send, shortcut: 'Mod+3' },
  { id: 'settings', section: 'Desk', label: 'Settings', glyph: Settings2, shortcut: 'Mod+,' }
]

/** The rooms of a person's desk. */
export function roomsOf(role: Role): readonly Room[] {
  return ROOMS.filter((room) => room.role === undefined || includesRole(role, room.role))
}
