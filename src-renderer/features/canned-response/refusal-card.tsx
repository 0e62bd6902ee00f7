import type { CannedRefusal } from '#shared/features/canned-response/views.ts'
import { useView } from '../../bridge/use-view.ts'
import { BothVersions } from '../outbox/both-versions.tsx'
import { rejectionWords } from '../outbox/rejection-words.ts'
import { timeOf } from '../outbox/state-words.ts'
import { useWaysOut } from '../outbox/use-ways-out.tsx'
import { waysOut } from '../outbox/ways-out.ts'
import { WaysOutButtons } from '../outbox/ways-out-buttons.tsx'

/** A change of mine that was refused: why, both versions side by side, and the ways out, which are those of the Outbox. */
export function RefusalCard({ refusal }: { refusal: CannedRefusal }) {
  const item = useView('outbox.list', {}, ['outbox']).data?.find(({ opId }) => opId === refusal.opId)
  const ways = useWaysOut({})
  return (
    <div className="canned-refusal" role="status">
      <p className="canned-refusal-why">Not saved: {rejectionWords(refusal.code, refusal.detail, timeOf)}.</p>
      {item && (
        <>
          <BothVersions item={item} />
          <div className="canned-refusal-acts">
            <WaysOutButtons ways={waysOut(item)} onGo={(way) => ways.go(way, item)} />
          </div>
        </>
      )}
      {ways.question}
    </div>
  )
}
