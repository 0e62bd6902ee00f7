import { assertNever } from '#shared/base/assert-never.ts'
import type { RejectionCode } from '#shared/base/error-codes.ts'
import { unavailableWords } from '#shared/features/engagement/words.ts'
import type { RejectionDetail } from '#shared/sync/receipt.ts'

/** Why the server refused something, as a sentence for the person who asked for it. */
export function rejectionWords(
  code: RejectionCode,
  detail: RejectionDetail,
  timeOf: (atMs: number) => string
): string {
  const who = detail.byName ?? 'A colleague'
  const when = detail.atMs === undefined ? '' : ` at ${timeOf(detail.atMs)}`
  switch (code) {
    case 'already_taken':
      return `${who} took this chat${when}`
    case 'colleague_gone':
      return `${who} can no longer take chats`
    case 'new_inbound':
      return 'The follower wrote again before the chat was finished'
    case 'needs_review':
      return detail.message ?? 'This reply is old, and the follower has written since'
    case 'chat_disabled':
      return 'Chat was turned off for this channel'
    case 'edit_conflict':
      return `${who} changed this${when}`
    case 'deleted':
      return 'It was removed meanwhile'
    case 'not_found':
      return 'It no longer exists'
    case 'already_exists':
      return 'It exists already'
    case 'not_empty':
      return `The category now holds ${detail.responses ?? 'more'} responses`
    case 'attachment_refused':
      return detail.message ?? 'A file of this message cannot be sent'
    case 'engagement_unavailable':
      return unavailableWords(detail.reason)
    case 'engagement_state':
      return (detail.message ?? 'It is in another state now').replace(/\.$/, '')
    case 'forbidden':
      return 'Your role does not allow this'
    case 'invalid_args':
      return detail.message ?? 'The server could not accept it'
    case 'unknown_type':
      return 'The server does not know this action yet; it may need an update'
    case 'already_decided':
      return `${who} ${detail.decision?.outcome ?? 'decided'} this request${when}`
    case 'request_withdrawn':
      return 'The partner has taken the request back'
    case 'request_amended':
      return 'The partner has changed the request since you saw it'
    case 'cancelled':
      return 'It was withdrawn before it was sent'
    case 'too_late':
      return 'The server had it already'
    case 'opid_reuse':
    case 'device_forked':
      return 'This computer’s data was copied or restored; please send it again'
    default:
      return assertNever(code)
  }
}
