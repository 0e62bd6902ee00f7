import type { Room } from '../../gateway/room.ts'
import type { AttachmentRoom } from '../attachment/room.ts'
import { cannedResponseHandlers } from './handlers.ts'
import { categorySnapshot, responseSnapshot } from './snapshot.ts'

/** @param files how the files of a response come to it */
export function cannedResponseRoom(files: Pick<AttachmentRoom, 'attachToResponse'>): Room {
  return {
    handlers: cannedResponseHandlers(files.attachToResponse),
    snapshotSources: [categorySnapshot, responseSnapshot]
  }
}
