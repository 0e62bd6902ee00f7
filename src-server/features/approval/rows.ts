import { PartnerRequest } from '#shared/features/approval/entities.ts'
import type { RequestsTable } from '../../storage/schema.ts'

/** A request as it is synced; the table keeps all but the version in one piece. */
export function toRequest({ body, version }: Pick<RequestsTable, 'body' | 'version'>): PartnerRequest {
  return PartnerRequest.parse({ ...JSON.parse(body), version })
}

/** What lists of the server ask for. */
export function statusOf({ decision, withdrawnAtMs }: PartnerRequest): RequestsTable['status'] {
  if (withdrawnAtMs !== null) return 'withdrawn'
  return decision?.outcome ?? 'pending'
}
