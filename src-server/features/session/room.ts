import type { RoleBound } from '../../gateway/role-bound.ts'
import type { Room, RoomTools } from '../../gateway/room.ts'
import { createGrants } from './grants.ts'
import { userHandlers } from './handlers.ts'
import { addPasswordRoutes } from './password-routes.ts'
import { addPeopleRoutes } from './people-routes.ts'
import { addSessionRoutes } from './routes.ts'
import { userSnapshot } from './snapshot.ts'

/**
 * @param secret the key that access tokens are signed with
 * @param bound what other rooms show to a role only
 * @param hasMail whether mails can be sent
 */
export function sessionRoom(secret: Uint8Array, bound: readonly RoleBound[], hasMail: boolean): Room {
  const handlers = userHandlers(bound)
  return {
    handlers,
    snapshotSources: [userSnapshot],
    addRoutes(http, tools: RoomTools) {
      addSessionRoutes(http, tools, createGrants(tools, secret))
      addPasswordRoutes(http, tools, secret)
      addPeopleRoutes(http, tools, { secret, handlers, hasMail })
    }
  }
}
