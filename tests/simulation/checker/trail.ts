import { TENANT } from '../world/tenant.ts'
import type { World } from '../world/world.ts'
import { readChanges } from './history.ts'
import { readReceipts } from './operations-settled.ts'

/**
 * At rest: what leads looked at, and the decisions that they took back in time, have their step in the trail. Of somebody
 * whose role has changed nothing is known: the server may have refused it.
 */
export function checkTrail(world: World): void {
  if (world.server.restores > 0) return
  const { record } = world
  const server = world.readers.of(world.server.file)
  const changes = [...record.trimmed, ...readChanges(server)]
  const changed = new Set(changes.flatMap(({ entity, entity_id }) => (entity === 'user' ? [entity_id] : [])))
  const steps = server.all<{ id: string; requestId: string; byId: string; what: string }>(
    'SELECT id, request_id AS requestId, by_id AS byId, what FROM request_steps WHERE tenant_id = ?',
    TENANT
  )
  const receipts = readReceipts(server)
  const notes = new Map(
    [...record.arrived].flatMap(([opId, { operation }]) =>
      operation.type === 'request.note-undone'
        ? [[(operation.args as { decisionOpId: string }).decisionOpId, opId]]
        : []
    )
  )
  for (const [index, desk] of world.desks.entries()) {
    const { userId } = desk.identity
    if (desk.isWiped || changed.has(userId)) continue
    const { sees, byId } = record.desk(index)
    for (const requestId of sees)
      if (!steps.some((step) => step.requestId === requestId && step.byId === userId && step.what === 'seen'))
        record.violate('DE10', `desk ${index} has seen ${requestId}, and the trail does not say so`)
    for (const { opId, type, args, withdrawnAtMs, copied } of byId.values()) {
      if (type !== 'request.decide' || withdrawnAtMs === null || copied || record.arrived.has(opId)) continue
      const note = notes.get(opId)
      if (receipts.get(note ?? '')?.status !== 'accepted' || !steps.some(({ id }) => id === note))
        record.violate(
          'DE8',
          `desk ${index} took back to have ${args.outcome} ${args.requestId}, and the trail does not say so`
        )
    }
  }
}
