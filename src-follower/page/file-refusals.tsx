import { CircleAlert } from 'lucide-react'
import { WORDS } from './words.ts'

/** Files that were chosen and cannot be sent, each with its reason, until they have been read. */
export function FileRefusals({ reasons, onDismiss }: { reasons: readonly string[]; onDismiss: () => void }) {
  return (
    <div role="status">
      {reasons.length > 0 && (
        <div className="refusals">
          <CircleAlert size={18} aria-hidden="true" />
          <div className="refusals-words">
            <p>{WORDS.notSent}</p>
            <ul>
              {reasons.map((reason) => (
                <li key={reason} dir="auto">
                  {reason}
                </li>
              ))}
            </ul>
          </div>
          <button type="button" onClick={onDismiss}>
            {WORDS.dismiss}
          </button>
        </div>
      )}
    </div>
  )
}
