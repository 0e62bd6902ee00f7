import type { Room, RoomTools } from '../../gateway/room.ts'
import { createGrants } from './grants.ts'
import { addSessionRoutes } from './routes.ts'
import { userSnapshot } from './snapshot.ts'

/** @param secret the key that access tokens are signed with */
export function sessionRoom(secret: Uint8Array): Room {
  return {
    snapshotSources: [userSnapshot],
    addRoutes(http, tools: RoomTools) {
      addSessionRoutes(http, tools, createGrants(tools, secret))
    }
  }
}
