import { PARTNER_ROLE, partnerEntity } from '#shared/features/partner/entities.ts'
import type { Room } from '../../gateway/room.ts'
import { toPartner } from './rows.ts'
import { partnerSnapshot } from './snapshot.ts'

export const partnerRoom: Room = {
  snapshotSources: [partnerSnapshot],
  roleBound: [
    {
      entity: partnerEntity,
      role: PARTNER_ROLE,
      async rows(db, tenantId) {
        const stored = await db
          .selectFrom('partners')
          .select(['body', 'version'])
          .where('tenant_id', '=', tenantId)
          .execute()
        return stored.map(toPartner)
      }
    }
  ]
}
