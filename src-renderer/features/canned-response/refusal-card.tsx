import type { CannedRefusal } from '#shared/features/canned-response/views.ts'
import { desk } from '../../bridge/desk.ts'
import { Button } from '../../ui/button.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { rejectionWords } from '../outbox/rejection-words.ts'
import { timeOf } from '../outbox/state-words.ts'

interface RefusalCardProps {
  refusal: CannedRefusal
  /** the fields as they are now */
  current: Record<string, string>
  version: number
}

const FIELD_NAMES: Record<string, string> = { name: 'Name', title: 'Title', text: 'Text' }

/** A change of mine that was refused: why, both versions side by side, and the choice between them. */
export function RefusalCard({ refusal, current, version }: RefusalCardProps) {
  const fields = Object.keys(refusal.mine)
  const gone = refusal.code === 'deleted' || refusal.code === 'not_found'
  return (
    <div className="canned-refusal" role="status">
      <p className="canned-refusal-why">Not saved: {rejectionWords(refusal.code, refusal.detail, timeOf)}.</p>
      {fields.map((field) => (
        <dl key={field} className="canned-versions">
          <div>
            <dt>{FIELD_NAMES[field] ?? field}, yours</dt>
            <dd>
              <UserText text={refusal.mine[field] ?? ''} isSelectable />
            </dd>
          </div>
          {!gone && (
            <div>
              <dt>{FIELD_NAMES[field] ?? field}, now</dt>
              <dd>
                <UserText text={current[field] ?? ''} isSelectable />
              </dd>
            </div>
          )}
        </dl>
      ))}
      <div className="canned-refusal-acts">
        {!gone && (
          <Button
            size="s"
            onPress={() => void desk.act('outbox.retry', { opId: refusal.opId, base: { version } })}
          >
            Use mine
          </Button>
        )}
        <Button
          size="s"
          variant="quiet"
          onPress={() => void desk.act('outbox.discard', { opId: refusal.opId })}
        >
          {gone ? 'Discard mine' : 'Keep what is there'}
        </Button>
      </div>
    </div>
  )
}
