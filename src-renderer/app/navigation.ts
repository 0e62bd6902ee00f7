import { create } from 'zustand'
import type { ConversationId } from '#shared/base/ids.ts'

export type RoomId = 'chat' | 'canned-responses' | 'outbox' | 'settings'

interface Navigation {
  room: RoomId
  conversationId: ConversationId | null
  go(room: RoomId): void
  openConversation(conversationId: ConversationId | null): void
  /** The person leaves the desk: the next one begins at the beginning. */
  leave(): void
}

const START = { room: 'chat', conversationId: null } as const

/** Where the person is: the room, and in Chat the open conversation. */
export const useNavigation = create<Navigation>((set) => ({
  ...START,
  go: (room) => set({ room }),
  openConversation: (conversationId) => set({ room: 'chat', conversationId }),
  leave: () => set(START)
}))
