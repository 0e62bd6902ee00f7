import type { Room } from '../../gateway/room.ts'
import { addMailRoutes } from './routes.ts'

/** @param hasMailServer whether anything leaves this server */
export function mailTemplateRoom(hasMailServer: boolean): Room {
  return {
    addRoutes: (http, tools) => addMailRoutes(http, tools, hasMailServer)
  }
}
