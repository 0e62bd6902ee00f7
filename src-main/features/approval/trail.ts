import { type PartnerRequest, RequestStep } from '#shared/features/approval/entities.ts'
import type { TrailStep } from '#shared/features/approval/views.ts'
import type { RowsByLane } from '../../outbox/rows-by-lane.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'

/** What leads did about these requests beside deciding them, by request. */
export function stepsOf(db: ReadableDb, ...requestIds: readonly string[]): Map<string, RequestStep[]> {
  const places = requestIds.map(() => '?').join(', ')
  const stored = db.all<{ body: string }>(
    `SELECT body FROM request_steps WHERE request_id IN (${places})`,
    ...requestIds
  )
  const steps = new Map<string, RequestStep[]>()
  for (const { body } of stored) {
    const step = RequestStep.parse(JSON.parse(body))
    const known = steps.get(step.requestId)
    if (known) known.push(step)
    else steps.set(step.requestId, [step])
  }
  return steps
}

/** Whether this lead's look at the request is noted, or about to be. */
export function isSeenBy(db: ReadableDb, rows: RowsByLane, requestId: string, me: string): boolean {
  if (rows.lane(`seen:${requestId}`).length > 0) return true
  const steps = stepsOf(db, requestId).get(requestId) ?? []
  return steps.some(({ what, byId }) => what === 'seen' && byId === me)
}

const MAILED = { sent: 'mailed', failed: 'mail-failed' } as const

/** Every step of a request's way, oldest first: who and when. */
export function trailOf(
  { id, partnerName, requestedAtMs, withdrawnAtMs, decision }: PartnerRequest,
  steps: ReadonlyMap<string, readonly RequestStep[]>
): TrailStep[] {
  const trail: TrailStep[] = [{ what: 'asked', by: partnerName, atMs: requestedAtMs }]
  for (const { what, byName, atMs } of steps.get(id) ?? []) trail.push({ what, by: byName, atMs })
  if (withdrawnAtMs !== null) trail.push({ what: 'withdrawn', by: partnerName, atMs: withdrawnAtMs })
  if (decision) {
    const { outcome, byName, atMs, mail } = decision
    trail.push({ what: outcome, by: byName, atMs })
    if (mail) {
      const isNoAddress = mail.state === 'failed' && mail.atMs === atMs
      if (!isNoAddress) trail.push({ what: 'mail-queued', by: mail.to, atMs })
      if (mail.state !== 'waiting') trail.push({ what: MAILED[mail.state], by: mail.to, atMs: mail.atMs })
    }
  }
  // those of one moment stay in the order in which they follow from each other
  return trail.sort((one, other) => one.atMs - other.atMs)
}
