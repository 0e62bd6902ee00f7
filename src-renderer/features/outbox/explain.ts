import type { RejectionDetail } from '#shared/sync/receipt.ts'
import type { OutboxItem, SyncStatus } from '#shared/sync/status.ts'
import { timeOf } from './state-words.ts'
import { isSend } from './subject.ts'

/** What the state of something unsent means for its author: what happened, and what happens next. */
export function explain(
  item: OutboxItem,
  status?: Pick<SyncStatus, 'link' | 'linkSinceMs' | 'nextRetryAtMs'>
): string {
  if (item.rejection) return explainRefused(item)
  if (item.withdrawing)
    return 'It may have reached the server already; the server says whether it can still be withdrawn.'
  if (item.heldBy) {
    return 'Something before it needs your decision. It goes out as soon as that is sent or discarded, so that nothing arrives out of order.'
  }
  if (item.state === 'accepted')
    return 'The server has it. It leaves this list as soon as this computer has the server’s copy.'
  switch (status?.link) {
    case 'sign-in-needed':
      return 'Your session has ended. It stays here and goes out when you have signed in again.'
    case 'paused-by-person':
      return 'You work offline. Go online in the status bar to send it.'
    case 'offline': {
      const next = status.nextRetryAtMs === null ? '' : ` Next try at ${timeOf(status.nextRetryAtMs)}.`
      return `Offline since ${timeOf(status.linkSinceMs)}. It goes out as soon as the server is reached.${next}`
    }
    default:
      break
  }
  if (item.nextAtMs !== null)
    return `Tried ${times(item.attempts)}; the server did not answer. It is tried until it does.`
  if (item.state === 'sending') return 'It is on its way. Only the server’s answer makes it sent.'
  if (item.uploadShare !== null && item.uploadShare < 1)
    return 'It goes out when its files are with the server.'
  return 'It is saved on this computer and goes out in its turn.'
}

/** What the partner was told by whoever was faster. */
function decidedWords({ decision }: RejectionDetail): string {
  const mail = decision?.mailTo
    ? `The mail of that decision goes to ${decision.mailTo}; yours sent none.`
    : 'No mail of yours went out.'
  return decision?.reason
    ? `The partner was told: “${decision.reason}” ${mail}`
    : `The first decision counts. ${mail}`
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`)

/** What a refused decision means for who made it. */
export function explainRefusal(type: string, rejection: OutboxItem['rejection']): string {
  return explainRefused({ type, rejection, readable: true, createdAtMs: 0 })
}

function explainRefused({
  type,
  rejection,
  readable,
  createdAtMs
}: Pick<OutboxItem, 'type' | 'rejection' | 'readable' | 'createdAtMs'>): string {
  const kept = 'What comes after it for the same chat waits until you decide.'
  if (!readable) {
    return (
      rejection?.detail.message ?? 'Another version of the app has written it. It is kept until you decide.'
    )
  }
  switch (rejection?.code) {
    case 'needs_review':
      return `You wrote it at ${timeOf(createdAtMs)}. Read what is new, then send it as it is, change it or let it go. ${kept}`
    case 'already_taken':
      return isSend(type)
        ? `It was returned to you instead of being sent into your colleague’s chat. ${kept}`
        : 'Nothing was changed.'
    case 'new_inbound':
      return 'The chat stays open, so that nobody is left without an answer.'
    case 'chat_disabled':
      return `The follower cannot be written to while chat is off. ${kept}`
    case 'already_decided':
      return decidedWords(rejection.detail)
    case 'edit_conflict':
      return 'Both texts are kept. Choose which one stays.'
    case 'engagement_unavailable':
      return `Nothing was sent to the follower. ${kept}`
    case 'deleted':
      return 'It stays removed. Your text is kept and can become a new one.'
    default:
      return isSend(type) ? kept : 'Nothing was changed.'
  }
}
