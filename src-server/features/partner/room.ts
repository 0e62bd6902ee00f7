import type { Room } from '../../gateway/room.ts'
import { partnerRows } from './rows.ts'

export const partnerRoom: Room = {
  snapshotSources: [partnerRows.snapshot],
  roleBound: [partnerRows.roleBound]
}
