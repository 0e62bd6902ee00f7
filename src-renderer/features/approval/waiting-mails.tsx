import { useView } from '../../bridge/use-view.ts'
import { useNow } from '../../ui/now.ts'

/** A mail server takes mails within seconds; one that waits longer is worth a word. */
const PATIENCE_MS = 60_000

/** Says that partners have not been told yet, because no mail server takes the mails. */
export function WaitingMails() {
  const waiting = useView('approval.waiting-mails', {}, ['requests']).data
  const isLong = useNow((nowMs) => waiting?.sinceMs != null && nowMs - waiting.sinceMs > PATIENCE_MS)
  if (!waiting || !isLong) return null
  const what = waiting.count === 1 ? '1 mail to a partner is' : `${waiting.count} mails to partners are`
  return (
    <p className="approval-mails" role="status">
      {what} waiting: the server has no mail server yet, or cannot reach it. Nothing is lost; ask your
      administrator.
    </p>
  )
}
