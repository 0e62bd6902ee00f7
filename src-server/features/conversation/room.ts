import type { Room } from '../../gateway/room.ts'
import type { AttachmentRoom } from '../attachment/room.ts'
import { addFollowerFileRoutes } from './follower-file-routes.ts'
import { conversationHandlers } from './handlers.ts'
import { addFollowerLive } from './live.ts'
import { addPageRoutes } from './page-routes.ts'
import { addFollowerRoutes } from './routes.ts'
import { channelSnapshot, followerSnapshot, readMarkSnapshot } from './snapshot.ts'
import { conversationSnapshot, messageSnapshot, noteSnapshot } from './snapshot-newest.ts'

/**
 * @param pageFolder where the follower's page was built to
 * @param files how the files of a message come to it, and what a follower's page does with files
 */
export function conversationRoom(
  pageFolder: string,
  files: Pick<AttachmentRoom, 'attachFiles' | 'forFollowers'>
): Room {
  return {
    handlers: conversationHandlers(files.attachFiles),
    snapshotSources: [
      channelSnapshot,
      followerSnapshot,
      readMarkSnapshot,
      conversationSnapshot,
      messageSnapshot,
      noteSnapshot
    ],
    addRoutes(http, tools) {
      const followerFiles = files.forFollowers(tools)
      addFollowerRoutes(http, tools, { ...followerFiles, attach: files.attachFiles })
      addFollowerFileRoutes(http, tools, followerFiles)
      addPageRoutes(http, tools, pageFolder)
    },
    addLive: addFollowerLive
  }
}
