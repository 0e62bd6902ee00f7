import type { Server as LiveServer } from 'socket.io'
import type { Room } from '../../gateway/room.ts'
import { addTypingRoute } from './follower-route.ts'
import { createPresence, type Presence } from './live.ts'

/** Who is at a conversation, from desk to desk and between desks and the follower's page. */
export function presenceRoom(): Room {
  let presence: Presence | null = null
  return {
    addRoutes(http, tools) {
      addTypingRoute(http, tools, (seat, isTyping) => presence?.followerTypes(seat, isTyping))
    },
    addLive(live: LiveServer, tools) {
      presence = createPresence(live, tools)
    }
  }
}
