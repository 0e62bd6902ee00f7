import { requestEntity } from '#shared/features/approval/entities.ts'
import { REQUEST_KINDS } from '#shared/features/approval/kinds/list.ts'
import { PARTNER_ROLE } from '#shared/features/partner/entities.ts'
import type { Room } from '../../gateway/room.ts'
import { approvalHandlers } from './handlers.ts'
import { toRequest } from './rows.ts'
import { requestSnapshot } from './snapshot.ts'

export const approvalRoom: Room = {
  handlers: approvalHandlers(REQUEST_KINDS),
  snapshotSources: [requestSnapshot],
  roleBound: [
    {
      entity: requestEntity,
      role: PARTNER_ROLE,
      async rows(db, tenantId) {
        const stored = await db
          .selectFrom('requests')
          .select(['body', 'version'])
          .where('tenant_id', '=', tenantId)
          .execute()
        return stored.map(toRequest)
      }
    }
  ]
}
