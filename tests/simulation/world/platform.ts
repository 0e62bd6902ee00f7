import { RequestId } from '#shared/base/ids.ts'
import { PATHS } from '#shared/contract/wire.ts'
import type { PartnerRequest } from '#shared/features/approval/entities.ts'
import { REQUEST_KINDS } from '#shared/features/approval/kinds/list.ts'
import { requestById } from '../../../src-server/features/approval/repository.ts'
import { requestsWith } from '../../../src-server/features/integration/requests.ts'
import { withdrawRequest } from '../../../src-server/features/integration/withdraw-request.ts'
import type { ReadTx, Tx } from '../../../src-server/storage/storage.ts'
import { ELSEWHERE, type PlatformEvent } from '../story/lead-steps.ts'
import { contentOf, kindAt, partnerId } from './seeded-requests.ts'
import { PEOPLE, TENANT } from './tenant.ts'
import type { World } from './world.ts'

/** Requests of the simulation name no files. */
const { put } = requestsWith(async () => ({ status: 'attached', files: [] }))

/** The company's platform posts what partners ask for, or somebody decides by other means than a desk. */
export async function doPlatform(world: World, step: PlatformEvent & { n: number }): Promise<void> {
  if (step.do === 'decided-elsewhere') return decideElsewhere(world, step)
  await world.server.write(({ feed, nowMs }) =>
    feed.write(TENANT, nowMs, async (tx) => {
      if (step.do === 'request-asked') {
        const body = {
          kind: kindAt(step.kind),
          partnerId: partnerId(TENANT, step.partner),
          content: contentOf(step.kind, step.n, nowMs)
        }
        return written(tx, `asked-${step.n}`, body, null, nowMs)
      }
      const current = await nthRequest(tx, step.which, step.isLate ? ['approved', 'rejected'] : ['pending'])
      if (!current) return { result: null, changes: [] }
      const { id, kind } = current
      if (step.do === 'request-withdrawn') {
        const { changes } = await withdrawRequest(tx, TENANT, id, nowMs)
        return { result: null, changes }
      }
      const index = REQUEST_KINDS.findIndex(({ name }) => name === kind)
      const body = { kind, partnerId: current.partnerId, content: contentOf(index, step.n, nowMs) }
      return written(tx, id, body, current, nowMs)
    })
  )
}

async function written(
  tx: Tx,
  id: string,
  body: { kind: string; partnerId: string; content: Record<string, unknown> },
  current: PartnerRequest | null,
  nowMs: number
) {
  const mintId = () => id
  const { changes } = await put(tx, { tenantId: TENANT, id, body, current, hasSeen: true, nowMs, mintId })
  return { result: null, changes }
}

/** The nth request that stands so, in the order in which desks list them. */
async function nthRequest(
  tx: ReadTx,
  which: number,
  statuses: readonly ('pending' | 'approved' | 'rejected')[]
): Promise<PartnerRequest | null> {
  const rows = await tx
    .selectFrom('requests')
    .select(['id', 'body'])
    .where('tenant_id', '=', TENANT)
    .where('status', 'in', statuses)
    .execute()
  const askedMs = ({ body }: { body: string }) => (JSON.parse(body) as PartnerRequest).requestedAtMs
  const sorted = rows.sort((a, b) => askedMs(a) - askedMs(b) || (a.id < b.id ? -1 : 1))
  const chosen = sorted[which % Math.max(1, sorted.length)]
  return chosen ? requestById(tx, TENANT, RequestId.parse(chosen.id)) : null
}

/** Somebody asks for a decision by other means than a desk, and from what the server has. */
async function decideElsewhere(
  world: World,
  { n, person, which, outcome }: Extract<PlatformEvent, { do: 'decided-elsewhere' }> & { n: number }
): Promise<void> {
  const by = PEOPLE[person]
  const request = await world.server.write(({ storage }) =>
    storage.read((db) => nthRequest(db, which, ['pending']))
  )
  if (!by || !request) return
  const { id: requestId, version } = request
  const deviceId = `elsewhere-device-${n}`
  const reason = outcome === 'rejected' ? `reason ${n} of ${by.name}` : null
  const operation = {
    ...{ opId: `${ELSEWHERE}${n}`, deviceId, deviceSeq: 1, lane: `request:${requestId}` },
    ...{ type: 'request.decide', v: 1, args: { requestId, outcome, reason }, base: { version }, blobs: [] },
    clientTimeMs: world.scheduler.nowMs
  }
  const body = JSON.stringify({ deviceId, operations: [operation] })
  world.record.pushLeft(NO_DESK, body, by.userId)
  await world.server.answer({
    method: 'POST',
    path: PATHS.push,
    query: new URLSearchParams(),
    headers: { authorization: `Bearer ${world.tokenOf(person)}` },
    body
  })
}

/** No desk has this number. */
const NO_DESK = -2
