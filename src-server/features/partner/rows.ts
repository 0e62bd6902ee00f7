import { Partner } from '#shared/features/partner/entities.ts'
import type { PartnersTable } from '../../storage/schema.ts'

/** A partner as it is synced; the table keeps all but the version in one piece. */
export function toPartner({ body, version }: Pick<PartnersTable, 'body' | 'version'>): Partner {
  return Partner.parse({ ...JSON.parse(body), version })
}
