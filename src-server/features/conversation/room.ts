import type { Room } from '../../gateway/room.ts'
import { conversationHandlers } from './handlers.ts'
import { addFollowerLive } from './live.ts'
import { addPageRoutes } from './page-routes.ts'
import { addFollowerRoutes } from './routes.ts'
import { channelSnapshot, followerSnapshot, readMarkSnapshot } from './snapshot.ts'
import { conversationSnapshot, messageSnapshot } from './snapshot-newest.ts'

/** @param pageFolder where the follower's page was built to */
export function conversationRoom(pageFolder: string): Room {
  return {
    handlers: conversationHandlers,
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
