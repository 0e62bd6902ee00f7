import { z } from 'zod'
import { EngagementId } from '#shared/base/ids.ts'
import { EngagementType } from '#shared/features/engagement/content.ts'

/*
 * What channels and followers keep about engagements, as fields of their rows.
 */

/** What the package of a channel's partner allows; no field for all types. */
export function readEngagementTypes(stored: string | null): { engagementTypes?: EngagementType[] } {
  return stored === null ? {} : { engagementTypes: z.array(EngagementType).parse(JSON.parse(stored)) }
}

/** What the platform does not let a follower have; no field for nothing. */
export function readBarred(stored: string | null): { barredEngagements?: EngagementId[] } {
  return stored === null ? {} : { barredEngagements: z.array(EngagementId).parse(JSON.parse(stored)) }
}
