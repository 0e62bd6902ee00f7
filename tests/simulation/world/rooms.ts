import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import { listRooms, orderSources } from '../../../src-server/app/rooms.ts'

/** The server's own list of rooms; their pages and files are not part of the simulation. */
export const ROOMS = listRooms(
  { followerDir: 'nowhere', fileLimits: USUAL_FILE_LIMITS },
  { files: 'nowhere', tokenSecret: new Uint8Array(32) }
)
export const SOURCES = orderSources(ROOMS)
