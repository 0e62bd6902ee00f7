import type { Room } from '../../gateway/room.ts'
import { cannedResponseHandlers } from './handlers.ts'
import { categorySnapshot, responseSnapshot } from './snapshot.ts'

export const cannedResponseRoom: Room = {
  handlers: cannedResponseHandlers,
  snapshotSources: [categorySnapshot, responseSnapshot]
}
