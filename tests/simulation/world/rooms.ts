import { PATHS } from '#shared/contract/wire.ts'
import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import { listRooms, orderSources } from '../../../src-server/app/rooms.ts'
import { attachmentRoom } from '../../../src-server/features/attachment/room.ts'

const SECRET = new Uint8Array(32)

/** The server's own list of rooms; their pages are not part of the simulation. */
export function roomsOf(filesFolder: string) {
  const settings = {
    followerDir: 'nowhere',
    fileLimits: USUAL_FILE_LIMITS,
    webhooksAnywhere: false,
    smtp: null
  }
  return {
    all: listRooms(settings, { files: filesFolder, tokenSecret: SECRET }),
    files: attachmentRoom(filesFolder, USUAL_FILE_LIMITS, SECRET)
  }
}

export const SOURCES = orderSources(roomsOf('nowhere').all)

/** Where the addresses of files begin. */
export const FILES = PATHS.fileLimits.slice(0, PATHS.fileLimits.lastIndexOf('/') + 1)
