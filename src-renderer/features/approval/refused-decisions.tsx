import { requestDecide } from '#shared/features/approval/operations.ts'
import type { RequestRow } from '#shared/features/approval/views.ts'
import { useView } from '../../bridge/use-view.ts'
import { UserText } from '../../ui/user-text.tsx'
import { explainRefusal } from '../outbox/explain.ts'
import { rejectionWords } from '../outbox/rejection-words.ts'
import { timeOf } from '../outbox/state-words.ts'
import { useWaysOut } from '../outbox/use-ways-out.tsx'
import { waysOut } from '../outbox/ways-out.ts'
import { WaysOutButtons } from '../outbox/ways-out-buttons.tsx'
import { useBulk } from './bulk.ts'

const NOT = { approved: 'Not approved', rejected: 'Not rejected' } as const

/** My decisions that came too late, but those whose results are shown already: who decided what, when and why, and the ways out of the Outbox. */
export function RefusedDecisions() {
  const inResults = useBulk(({ bulk }) => bulk?.items)
  const all = useView('approval.refused', {}, ['requests', 'outbox']).data ?? []
  const refused = all.filter(
    ({ refusal }) => !inResults?.some(({ opId }) => opId !== null && opId === refusal?.opId)
  )
  const ways = useWaysOut({})
  if (refused.length === 0) return null
  return (
    <section className="approval-refused" aria-label="Decisions that were refused">
      {refused.map((row) => (
        <RefusedDecision key={row.requestId} row={row} onGo={ways.go} />
      ))}
      {ways.question}
    </section>
  )
}

interface RefusedDecisionProps {
  row: RequestRow
  onGo: ReturnType<typeof useWaysOut>['go']
}

function RefusedDecision({ row, onGo }: RefusedDecisionProps) {
  const { refusal, title, partnerName } = row
  if (!refusal) return null
  const { opId, code, detail, outcome, reason } = refusal
  const rejection = { code, detail }
  const args = { requestId: row.requestId, outcome, reason }
  const item = { opId, type: requestDecide.type, args, rejection }
  const stuck = { ...item, state: 'rejected' as const, readable: true, withdrawing: false, uploadShare: null }
  return (
    <div className="approval-refusal" role="status">
      <p>
        <strong>
          <UserText text={`${partnerName}, ${title}`} />
        </strong>
        {' · '}
        <UserText text={`${NOT[outcome]}: ${rejectionWords(code, detail, timeOf)}.`} />
      </p>
      <UserText as="p" text={explainRefusal(requestDecide.type, rejection)} />
      <div className="approval-acts">
        <WaysOutButtons ways={waysOut(stuck)} onGo={(does) => onGo(does, item)} />
      </div>
    </div>
  )
}
