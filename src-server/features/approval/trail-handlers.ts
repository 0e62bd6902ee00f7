import { StepId } from '#shared/base/ids.ts'
import type { RequestStep } from '#shared/features/approval/entities.ts'
import { requestNoteUndone, requestSee } from '#shared/features/approval/operations.ts'
import { PARTNER_ROLE } from '#shared/features/partner/entities.ts'
import {
  type OperationContext,
  type OperationHandler,
  operationHandler,
  type Verdict
} from '../../gateway/operation-handler.ts'
import type { Tx } from '../../storage/storage.ts'
import { stepNoted } from './changes.ts'
import { insertStep, requestById } from './repository.ts'

/** What leads do about a request that changes nothing of it, for its audit trail. */
export const trailHandlers: readonly OperationHandler[] = [
  operationHandler({
    definition: requestSee,
    role: PARTNER_ROLE,
    run: (tx, context) => note(tx, context, 'seen')
  }),
  operationHandler({
    definition: requestNoteUndone,
    role: PARTNER_ROLE,
    run: (tx, context) =>
      note(tx, context, context.args.outcome === 'approved' ? 'approval-undone' : 'rejection-undone')
  })
]

async function note(
  tx: Tx,
  { actor, operation, args, nowMs }: OperationContext<{ requestId: RequestStep['requestId'] }>,
  what: RequestStep['what']
): Promise<Verdict> {
  const { tenantId, userId: byId, name: byName } = actor
  const { requestId } = args
  const request = await requestById(tx, tenantId, requestId)
  if (!request) return { status: 'rejected', code: 'not_found', detail: {} }
  // when it was done, which may have been offline; what a wrong clock says stays between the question and now
  const atMs = Math.min(nowMs, Math.max(request.requestedAtMs, operation.clientTimeMs))
  const step: RequestStep = {
    ...{ id: StepId.parse(operation.opId), requestId, what, byId, byName, atMs },
    version: 1
  }
  const isNew = await insertStep(tx, tenantId, step)
  return { status: 'accepted', changes: isNew ? [stepNoted(step)] : [] }
}
