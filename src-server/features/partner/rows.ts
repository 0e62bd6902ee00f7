import { Partner, partnerEntity } from '#shared/features/partner/entities.ts'
import { leadRows } from './lead-rows.ts'

/** Partners as they are synced. */
export const partnerRows = leadRows('partners', partnerEntity, ({ body, version }) =>
  Partner.parse({ ...JSON.parse(body), version })
)
