import { REQUEST_KINDS } from '#shared/features/approval/kinds/list.ts'
import type { Room } from '../../gateway/room.ts'
import { approvalHandlers } from './handlers.ts'
import { requestRows, stepRows } from './rows.ts'
import { trailHandlers } from './trail-handlers.ts'

export const approvalRoom: Room = {
  handlers: [...approvalHandlers(REQUEST_KINDS), ...trailHandlers],
  snapshotSources: [requestRows.snapshot, stepRows.snapshot],
  roleBound: [requestRows.roleBound, stepRows.roleBound]
}
