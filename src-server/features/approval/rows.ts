import {
  PartnerRequest,
  RequestStep,
  requestEntity,
  requestStepEntity
} from '#shared/features/approval/entities.ts'
import type { RequestsTable } from '../../storage/schema.ts'
import { leadRows } from '../partner/lead-rows.ts'

/** A request as it is synced; the table keeps all but the version in one piece. */
export function toRequest({ body, version }: Pick<RequestsTable, 'body' | 'version'>): PartnerRequest {
  return PartnerRequest.parse({ ...JSON.parse(body), version })
}

/** Requests as they are synced. */
export const requestRows = leadRows('requests', requestEntity, toRequest)

/** Steps of the audit trail as they are synced. */
export const stepRows = leadRows('request_steps', requestStepEntity, ({ body, version }) =>
  RequestStep.parse({ ...JSON.parse(body), version })
)

/** What lists of the server ask for. */
export function statusOf({ decision, withdrawnAtMs }: PartnerRequest): RequestsTable['status'] {
  if (withdrawnAtMs !== null) return 'withdrawn'
  return decision?.outcome ?? 'pending'
}
