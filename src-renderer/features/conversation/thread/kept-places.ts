import type { ConversationId } from '#shared/base/ids.ts'

/** Where somebody was reading: what stood at the top of the screen, how far from it in pixels, and where that is in the thread. */
export interface KeptPlace {
  item: string
  offset: number
  position: number
}

/** More conversations than anybody goes back to in a day. */
const KEPT_MAX = 200

const places = new Map<ConversationId, KeptPlace>()

/** Where somebody was reading in a conversation when it was left; null for its newest message. */
export function keptPlace(conversationId: ConversationId): KeptPlace | null {
  return places.get(conversationId) ?? null
}

/** Keeps a place until the conversation is left again; null for its newest message, which needs no keeping. */
export function keepPlace(conversationId: ConversationId, place: KeptPlace | null): void {
  places.delete(conversationId)
  if (place === null) return
  places.set(conversationId, place)
  const [oldest] = places.keys()
  if (places.size > KEPT_MAX && oldest !== undefined) places.delete(oldest)
}

/** The person leaves the desk: nobody after them comes to where they were. */
export function forgetPlaces(): void {
  places.clear()
}
