import { RequestId, type TenantId } from '#shared/base/ids.ts'
import type { PartnerRequest } from '#shared/features/approval/entities.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { Tx } from '../../storage/storage.ts'
import { requestChanged } from '../approval/changes.ts'
import { requestById, saveRequest } from '../approval/repository.ts'
import type { Written } from './api-write.ts'

/** A partner takes a request back; one that was decided stays decided. */
export async function withdrawRequest(
  tx: Tx,
  tenantId: TenantId,
  id: string,
  nowMs: number
): Promise<Written<PartnerRequest>> {
  const current = await requestById(tx, tenantId, RequestId.parse(id))
  if (!current) throw new Refusal('not_found', `There is no request "${id}". Check the id.`)
  const noted = { action: 'request.withdraw', target: `request:${id}` }
  if (current.withdrawnAtMs !== null) return { row: current, changes: [], ...noted }
  refuseSettled(current)
  const row = { ...current, withdrawnAtMs: nowMs, version: current.version + 1 }
  await saveRequest(tx, tenantId, row)
  return { row, changes: [requestChanged('request.withdrawn', row)], ...noted }
}

/** What was decided or taken back stays as it is. */
export function refuseSettled({ id, decision, withdrawnAtMs }: PartnerRequest): void {
  if (decision) {
    throw new Refusal(
      'conflict',
      `The request "${id}" was ${decision.outcome} by ${decision.byName} already. Post another one under another id.`
    )
  }
  if (withdrawnAtMs !== null) {
    throw new Refusal('conflict', `The request "${id}" was withdrawn. Post another one under another id.`)
  }
}
