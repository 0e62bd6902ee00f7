import type { Room } from '../../gateway/room.ts'
import type { AttachFiles } from '../attachment/attach-files.ts'
import { conversationHandlers } from './handlers.ts'
import { addFollowerLive } from './live.ts'
import { addPageRoutes } from './page-routes.ts'
import { addFollowerRoutes } from './routes.ts'
import { channelSnapshot, followerSnapshot, readMarkSnapshot } from './snapshot.ts'
import { conversationSnapshot, messageSnapshot } from './snapshot-newest.ts'

/**
 * @param pageFolder where the follower's page was built to
 * @param attachFiles how the files of a message come to it
 */
export function conversationRoom(pageFolder: string, attachFiles: AttachFiles): Room {
  return {
    handlers: conversationHandlers(attachFiles),
    snapshotSources: [
      channelSnapshot,
      followerSnapshot,
      readMarkSnapshot,
      conversationSnapshot,
      messageSnapshot
    ],
    addRoutes(http, tools) {
      addFollowerRoutes(http, tools)
      addPageRoutes(http, tools, pageFolder)
    },
    addLive: addFollowerLive
  }
}
