import { assertNever } from '#shared/base/assert-never.ts'
import { REQUEST_KINDS } from '#shared/features/approval/kinds/list.ts'
import type { RequestRow } from '#shared/features/approval/views.ts'
import type { LeadAct } from '../story/lead-steps.ts'
import { discard, nth, submit } from './agent.ts'
import type { SimDesk } from './sim-desk.ts'
import type { World } from './world.ts'

/** Somebody who leads: decides what is on screen, in the version that stands there. */
export async function doLeadAct(world: World, index: number, step: LeadAct & { n: number }): Promise<void> {
  const desk = world.desks[index]
  if (!desk?.isOpen) return
  switch (step.do) {
    case 'decide': {
      const row = nth(await open(desk), step.which)
      return row && decide(world, index, row, step)
    }
    case 'decide-many': {
      for (const row of (await open(desk)).slice(0, step.most)) await decide(world, index, row, step)
      return
    }
    case 'undo-decision': {
      const deciding = (await pending(desk)).flatMap((row) => row.deciding ?? [])
      const chosen = nth(
        deciding.filter(({ undoUntilMs }) => undoUntilMs !== null),
        step.which
      )
      return chosen && discard(world, index, chosen.opId)
    }
    case 'see-request': {
      const row = nth(await pending(desk), step.which)
      return row && see(world, index, row)
    }
    default:
      assertNever(step)
  }
}

const ALL = {
  kinds: REQUEST_KINDS.map(({ name }) => name),
  state: 'pending',
  search: '',
  outcome: null,
  partnerId: null,
  order: 'requested',
  descending: false,
  offset: 0,
  limit: 100
} as const

/** What waits, with what is being decided. */
async function pending(desk: SimDesk): Promise<RequestRow[]> {
  const args = { ...ALL, kinds: [...ALL.kinds] }
  return (await desk.query('approval.requests', args))?.rows ?? []
}

const open = async (desk: SimDesk) => (await pending(desk)).filter(({ deciding }) => deciding === null)

function decide(
  world: World,
  index: number,
  { requestId, version }: RequestRow,
  { n, outcome }: { n: number; outcome: 'approved' | 'rejected' }
): Promise<void> {
  const reason = outcome === 'rejected' ? `reason ${n} of ${world.desks[index]?.name} for ${requestId}` : null
  return submit(world, index, {
    type: 'request.decide',
    args: { requestId, outcome, reason },
    base: { version }
  })
}

/** A window that does not know yet that the look was noted notes it again. */
async function see(world: World, index: number, { requestId }: RequestRow): Promise<void> {
  const outcome = await world.desks[index]?.submit({ type: 'request.see', args: { requestId }, base: {} })
  if (outcome?.ok) world.record.desk(index).sees.add(requestId)
}
