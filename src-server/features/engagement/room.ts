import { CATALOGUE_ROLE, engagementEntity } from '#shared/features/engagement/entities.ts'
import type { Room } from '../../gateway/room.ts'
import type { AttachmentRoom } from '../attachment/room.ts'
import { addFollowerEngagementRoutes } from './follower-routes.ts'
import { engagementHandlers } from './handlers.ts'
import { toEngagement } from './rows.ts'
import { engagementSnapshot, sentEngagementSnapshot } from './snapshot.ts'

/** What of the catalogue only administrators may see. */
export const engagementRoleBound: NonNullable<Room['roleBound']> = [
  {
    entity: engagementEntity,
    role: CATALOGUE_ROLE,
    isWhole: false,
    async count(db, tenantId) {
      const { n } = await db
        .selectFrom('engagements')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('tenant_id', '=', tenantId)
        .where('known', '=', 0)
        .executeTakeFirstOrThrow()
      return n
    },
    async rows(db, tenantId) {
      const stored = await db
        .selectFrom('engagements')
        .select('body')
        .where('tenant_id', '=', tenantId)
        .where('known', '=', 0)
        .execute()
      return stored.map(toEngagement)
    }
  }
]

/** @param files how the files of an engagement come to it */
export function engagementRoom(files: Pick<AttachmentRoom, 'attachToEngagement'>): Room {
  return {
    handlers: engagementHandlers(files.attachToEngagement),
    snapshotSources: [engagementSnapshot, sentEngagementSnapshot],
    roleBound: engagementRoleBound,
    addRoutes: addFollowerEngagementRoutes
  }
}
