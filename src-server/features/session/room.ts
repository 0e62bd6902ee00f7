import type { RoleBound } from '../../gateway/role-bound.ts'
import type { Room, RoomTools } from '../../gateway/room.ts'
import { createGrants } from './grants.ts'
import { userHandlers } from './handlers.ts'
import { addSessionRoutes } from './routes.ts'
import { userSnapshot } from './snapshot.ts'

/**
 * @param secret the key that access tokens are signed with
 * @param bound what other rooms show to a role only
 */
export function sessionRoom(secret: Uint8Array, bound: readonly RoleBound[]): Room {
  return {
    handlers: userHandlers(bound),
    snapshotSources: [userSnapshot],
    addRoutes(http, tools: RoomTools) {
      addSessionRoutes(http, tools, createGrants(tools, secret))
    }
  }
}
