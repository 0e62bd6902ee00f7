import { useMemo, useRef } from 'react'
import type { OpId } from '#shared/base/ids.ts'
import type { Outcome } from '#shared/features/approval/entities.ts'
import { requestDecide } from '#shared/features/approval/operations.ts'
import type { DecisionResult, RequestRow } from '#shared/features/approval/views.ts'
import { desk } from '../../bridge/desk.ts'
import { useToasts } from '../../ui/toast.tsx'
import { type Bulk, type BulkItem, useBulk } from './bulk.ts'

/** What a decision needs to know of a request. */
type Decidable = Pick<RequestRow, 'requestId' | 'version' | 'title' | 'partnerName' | 'deciding' | 'decision'>

const SAID = { approved: 'Approving', rejected: 'Rejecting' } as const
/** As long as decisions stay on this computer, or a little less. */
const UNDO_MS = 5500

/** Whether a request still waits for a decision of mine. */
export function isOpen({ deciding, decision }: Pick<RequestRow, 'deciding' | 'decision'>): boolean {
  return !deciding && !decision
}

const NONE: Promise<readonly OpId[]> = Promise.resolve([])

const queuedOf = (items: readonly BulkItem[]): OpId[] =>
  items.flatMap(({ opId }) => (opId === null ? [] : [opId]))

/** Asks for one decision; what this computer cannot keep is said in the item. */
async function queue(item: BulkItem, outcome: Outcome, reason: string | null): Promise<BulkItem> {
  const { requestId, version } = item
  const queued = await desk.submit(requestDecide, { requestId, outcome, reason }, { version })
  return queued.ok
    ? { ...item, opId: queued.opId, trouble: null }
    : { ...item, opId: null, trouble: queued.message }
}

async function queueAll(
  requests: readonly Decidable[],
  outcome: Outcome,
  reason: string | null
): Promise<BulkItem[]> {
  const items: BulkItem[] = []
  for (const { requestId, version, title, partnerName } of requests) {
    const item = { requestId, version, title, partnerName, opId: null, trouble: null }
    items.push(await queue(item, outcome, reason))
  }
  return items
}

/** Decides requests, one or many, takes decisions back that have not left yet, and tries those again that failed. */
export function useDecisions() {
  const toasts = useToasts()
  const show = useBulk((state) => state.show)
  /** what was decided last; it is known at once, and its ids when this computer has kept it */
  const last = useRef<Promise<readonly OpId[]>>(NONE)
  return useMemo(() => {
    const undo = async (opIds: readonly OpId[]) => {
      const outcomes = await Promise.all(opIds.map((opId) => desk.act('outbox.discard', { opId })))
      const late = outcomes.filter(({ outcome }) => outcome !== 'discarded').length
      if (late === 0) toasts.show({ text: opIds.length === 1 ? 'Undone' : `${opIds.length} undone` })
      else toasts.show({ text: `${late} of ${opIds.length} had left already`, tone: 'danger' })
    }
    return {
      /** Each request is decided by itself; of many, each one's result is shown. */
      async decide(requests: readonly Decidable[], outcome: Outcome, reason: string | null) {
        const open = requests.filter(isOpen)
        if (open.length === 0) return
        const queuing = queueAll(open, outcome, reason)
        last.current = queuing.then(queuedOf, () => [])
        const items = await queuing
        const [only] = items
        if (!only) return
        const opIds = queuedOf(items)
        if (items.length > 1) return show({ outcome, reason, items })
        if (only.trouble !== null) {
          toasts.show({ text: `${only.title}: ${only.trouble}`, tone: 'danger' })
          return
        }
        toasts.show({
          text: `${SAID[outcome]} “${only.title}”`,
          durationMs: UNDO_MS,
          action: { label: 'Undo', onAction: () => void undo(opIds) }
        })
      },
      /** Asks again for those that failed, from what the requests are now. */
      async tryAgain(bulk: Bulk, results: readonly DecisionResult[]) {
        const { outcome, reason } = bulk
        const failed = new Map(results.filter(isRetryable).map((result) => [result.opId, result]))
        const items: BulkItem[] = []
        for (const item of bulk.items) {
          const result = item.opId === null ? undefined : failed.get(item.opId)
          if (item.opId === null) items.push(await queue(item, outcome, reason))
          else if (result) {
            const base = { version: result.version }
            const again = await desk.act('outbox.retry', { opId: item.opId, base })
            items.push(again.ok ? { ...item, opId: again.opId } : item)
          } else items.push(item)
        }
        show({ ...bulk, items })
      },
      undo,
      async undoLast() {
        const deciding = last.current
        last.current = NONE
        const opIds = await deciding
        if (opIds.length > 0) await undo(opIds)
      }
    }
  }, [toasts, show])
}

/** Whether the server's reason leaves room for another try: nobody has decided, and the request is still there. */
export function isRetryable({ refusal }: Pick<DecisionResult, 'refusal'>): boolean {
  const code = refusal?.code
  return (
    code !== undefined && !['already_decided', 'request_withdrawn', 'not_found', 'forbidden'].includes(code)
  )
}
