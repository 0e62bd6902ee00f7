import { listRooms, orderSources } from '../../../src-server/app/rooms.ts'

/** The server's own list of rooms; their pages and files are not part of the simulation. */
export const ROOMS = listRooms({ followerDir: 'nowhere' }, new Uint8Array(32))
export const SOURCES = orderSources(ROOMS)
