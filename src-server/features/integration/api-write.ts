import type { FastifyRequest } from 'fastify'
import type { TenantId } from '#shared/base/ids.ts'
import type { DraftChange } from '../../feed/append.ts'
import { writeAudit } from '../../gateway/audit.ts'
import { apiCallerOf } from '../../gateway/authenticate.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { RoomTools } from '../../gateway/room.ts'
import type { Tx } from '../../storage/storage.ts'
import { isLive } from './key-repository.ts'

/** What a write has done: the row as it is now, and what desks are told; no Changes when everything was so already. */
export interface Written<Row> {
  row: Row
  changes: readonly DraftChange[]
  /** what is audited: `follower.put` of `follower:f1` */
  action: string
  target: string
}

/**
 * Does what the platform asks for in one transaction with its Changes and its line of the audit. The key is looked at again in it:
 * what was revoked meanwhile writes nothing.
 */
export async function apiWrite<Row>(
  tools: RoomTools,
  request: FastifyRequest,
  work: (tx: Tx, tenantId: TenantId, nowMs: number) => Promise<Written<Row>>
): Promise<Row> {
  const { tenantId, keyId } = apiCallerOf(request)
  const nowMs = tools.clock.nowMs()
  const { result } = await tools.feed.write(tenantId, nowMs, async (tx) => {
    if (!(await isLive(tx, tenantId, keyId))) {
      throw new Refusal(
        'unauthenticated',
        'This API key has been revoked. Ask an administrator for another one.'
      )
    }
    const { row, changes, action, target } = await work(tx, tenantId, nowMs)
    const place = { tenant_id: tenantId, id: tools.mintId(), at_ms: nowMs, actor_id: null }
    const outcome = changes.length > 0 ? 'accepted' : 'unchanged'
    await writeAudit(tx, [{ ...place, action, target, outcome, detail: { apiKey: keyId } }])
    return { result: row, changes }
  })
  return result
}
