import { create } from 'zustand'
import type { ConversationId } from '#shared/base/ids.ts'

export type RoomId = 'chat' | 'canned-responses' | 'outbox' | 'settings'

interface Navigation {
  room: RoomId
  conversationId: ConversationId | null
  go(room: RoomId): void
  openConversation(conversationId: ConversationId | null): void
}

/** Where the person is: the room, and in Chat the open conversation. */
export const useNavigation = create<Navigation>((set) => ({
  room: 'chat',
  conversationId: null,
  go: (room) => set({ room }),
  openConversation: (conversationId) => set({ room: 'chat', conversationId })
}))
