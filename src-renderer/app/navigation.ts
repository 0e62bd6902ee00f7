import { create } from 'zustand'
import type { ConversationId } from '#shared/base/ids.ts'
import type { ThreadPlace } from '../features/conversation/search/hits.ts'

export type RoomId =
  | 'chat'
  | 'canned-responses'
  | 'engagements'
  | 'partner-management'
  | 'outbox'
  | 'settings'

interface Navigation {
  room: RoomId
  conversationId: ConversationId | null
  /** where in the open conversation to go; a new object for each wish */
  place: ThreadPlace | null
  go(room: RoomId): void
  openConversation(conversationId: ConversationId | null): void
  openPlace(place: ThreadPlace): void
  /** The person leaves the desk: the next one begins at the beginning. */
  leave(): void
}

const START = { room: 'chat', conversationId: null, place: null } as const

/** Where the person is: the room, and in Chat the open conversation. */
export const useNavigation = create<Navigation>((set) => ({
  ...START,
  go: (room) => set({ room }),
  openConversation: (conversationId) => set({ room: 'chat', conversationId, place: null }),
  openPlace: (place) => set({ room: 'chat', conversationId: place.conversationId, place }),
  leave: () => set(START)
}))
