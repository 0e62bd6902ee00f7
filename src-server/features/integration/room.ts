import type { Room } from '../../gateway/room.ts'
import type { AttachmentRoom } from '../attachment/room.ts'
import { channels } from './channels.ts'
import { addConversationRoutes } from './conversations.ts'
import { addDecisionRoutes } from './decisions.ts'
import { addEngagementRoutes } from './engagements.ts'
import { entitlements, followers } from './followers.ts'
import { addKeyRoutes } from './key-routes.ts'
import { packages } from './packages.ts'
import { partners } from './partners.ts'
import { addWithdrawal, requestsWith } from './requests.ts'
import { addResource } from './resource.ts'
import { addUploadRoute } from './uploads.ts'

/** @param attachment where the platform's files go */
export function integrationRoom(attachment: AttachmentRoom): Room {
  return {
    addRoutes(http, tools) {
      addKeyRoutes(http, tools)
      addResource(http, tools, followers)
      addResource(http, tools, entitlements)
      addResource(http, tools, channels)
      addResource(http, tools, packages)
      addResource(http, tools, partners)
      addUploadRoute(http, attachment.forPlatform(tools))
      addResource(http, tools, requestsWith(attachment.attachToRequest))
      addWithdrawal(http, tools)
      addDecisionRoutes(http, tools)
      addConversationRoutes(http, tools)
      addEngagementRoutes(http, tools)
    }
  }
}
