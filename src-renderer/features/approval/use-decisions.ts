import { useMemo, useRef } from 'react'
import type { OpId } from '#shared/base/ids.ts'
import type { Outcome } from '#shared/features/approval/entities.ts'
import { requestDecide } from '#shared/features/approval/operations.ts'
import type { RequestRow } from '#shared/features/approval/views.ts'
import { desk } from '../../bridge/desk.ts'
import { useToasts } from '../../ui/toast.tsx'

/** What a decision needs to know of a request. */
export type Decidable = Pick<RequestRow, 'requestId' | 'version' | 'title' | 'deciding' | 'decision'>

const SAID = { approved: 'Approving', rejected: 'Rejecting' } as const
/** As long as decisions stay on this computer, or a little less. */
const UNDO_MS = 5500

/** Whether a request still waits for a decision of mine. */
export function isOpen({ deciding, decision }: Pick<RequestRow, 'deciding' | 'decision'>): boolean {
  return !deciding && !decision
}

/** Decides requests, one or many, and takes decisions back that have not left yet. */
export function useDecisions() {
  const toasts = useToasts()
  const last = useRef<readonly OpId[]>([])
  return useMemo(() => {
    const undo = async (opIds: readonly OpId[]) => {
      const outcomes = await Promise.all(opIds.map((opId) => desk.act('outbox.discard', { opId })))
      const late = outcomes.filter(({ outcome }) => outcome !== 'discarded').length
      last.current = []
      if (late === 0) toasts.show({ text: opIds.length === 1 ? 'Undone' : `${opIds.length} undone` })
      else toasts.show({ text: `${late} of ${opIds.length} had left already`, tone: 'danger' })
    }
    return {
      /** Each request is decided by itself; what could not be saved is said by its name. */
      async decide(requests: readonly Decidable[], outcome: Outcome, reason: string | null) {
        const opIds: OpId[] = []
        for (const { requestId, version, title } of requests.filter(isOpen)) {
          const queued = await desk.submit(requestDecide, { requestId, outcome, reason }, { version })
          if (queued.ok) opIds.push(queued.opId)
          else toasts.show({ text: `${title}: ${queued.message}`, tone: 'danger' })
        }
        const [only] = requests
        if (opIds.length === 0 || !only) return
        last.current = opIds
        const what = opIds.length === 1 ? `“${only.title}”` : `${opIds.length} requests`
        toasts.show({
          text: `${SAID[outcome]} ${what}`,
          durationMs: UNDO_MS,
          action: { label: 'Undo', onAction: () => void undo(opIds) }
        })
      },
      undoLast() {
        if (last.current.length > 0) void undo(last.current)
      }
    }
  }, [toasts])
}
