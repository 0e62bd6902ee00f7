import { create } from 'zustand'
import type { ConversationId, ResponseId } from '#shared/base/ids.ts'
import type { Partner } from '#shared/features/partner/entities.ts'
import type { ThreadPlace } from '../features/conversation/search/hits.ts'
import { forgetPlaces } from '../features/conversation/thread/kept-places.ts'

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
  /** which partner, or which response, the room shows when it is opened */
  partner: Partner | null
  responseId: ResponseId | null
  go(room: RoomId): void
  openConversation(conversationId: ConversationId | null): void
  openPlace(place: ThreadPlace): void
  openPartner(partner: Partner): void
  openResponse(responseId: ResponseId): void
  /** The person leaves the desk: the next one begins at the beginning. */
  leave(): void
}

const START = { room: 'chat', conversationId: null, place: null, partner: null, responseId: null } as const

/** Where the person is: the room, and in Chat the open conversation. */
export const useNavigation = create<Navigation>((set) => ({
  ...START,
  go: (room) => set({ room, partner: null, responseId: null }),
  openConversation: (conversationId) => set({ room: 'chat', conversationId, place: null }),
  openPlace: (place) => set({ room: 'chat', conversationId: place.conversationId, place }),
  openPartner: (partner) => set({ room: 'partner-management', partner }),
  openResponse: (responseId) => set({ room: 'canned-responses', responseId }),
  leave: () => {
    forgetPlaces()
    set(START)
  }
}))
