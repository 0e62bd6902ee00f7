import type { OutboxItem } from '#shared/sync/status.ts'
import { isSend, subjectOf } from './subject.ts'

/** What a person can do about something unsent; `key` does it from the list. */
export interface Way {
  does:
    | 'retry'
    | 'take-over'
    | 'edit'
    | 'without-files'
    | 'restore-as-new'
    | 'export'
    | 'withdraw'
    | 'discard'
  label: string
}

/** The part of an unsettled Operation by which its ways out are chosen. */
export type Stuck = Pick<
  OutboxItem,
  'type' | 'args' | 'state' | 'readable' | 'withdrawing' | 'uploadShare' | 'rejection'
>

const edit: Way = { does: 'edit', label: 'Edit' }
const discard: Way = { does: 'discard', label: 'Discard' }
const retry = (label = 'Retry'): Way => ({ does: 'retry', label })
const leave = (label: string): Way => ({ does: 'discard', label })
const withoutFiles: Way = { does: 'without-files', label: 'Send without files' }

/** Every way out of where an Operation stands, the likeliest first; none while the server has the word. */
export function waysOut(item: Stuck): Way[] {
  if (item.state === 'accepted' || item.withdrawing) return []
  if (item.state === 'sending') return [{ does: 'withdraw', label: 'Withdraw' }]
  if (item.state === 'queued') return waysOfWaiting(item)
  if (!item.readable) return [{ does: 'export', label: 'Export…' }, discard]
  return waysOfRefused(item)
}

function waysOfWaiting(item: Stuck): Way[] {
  const { text = '', attachments = [] } = subjectOf(item)
  if (!isSend(item.type)) return [discard]
  const isUploading = attachments.length > 0 && (item.uploadShare ?? 0) < 1
  return [...(isUploading && text.trim() !== '' ? [withoutFiles] : []), edit, discard]
}

function waysOfRefused(item: Stuck): Way[] {
  const isMessage = isSend(item.type)
  const { text = '', title, name } = subjectOf(item)
  const detail = item.rejection?.detail ?? {}
  switch (item.rejection?.code) {
    case 'already_taken':
      if (isMessage) return [{ does: 'take-over', label: 'Take over and send…' }, edit, discard]
      if (item.type === 'conversation.take')
        return [{ does: 'take-over', label: 'Take over…' }, leave('Leave it')]
      return [leave('Leave it')]
    case 'new_inbound':
      return [retry('Finish anyway'), leave('Keep it open')]
    case 'needs_review':
      return [retry('Send anyway'), ...(isMessage ? [edit] : []), discard]
    case 'chat_disabled':
      return isMessage ? [edit, retry(), discard] : [retry(), discard]
    case 'edit_conflict':
      if (item.type === 'engagement.edit') return [retry('Keep mine'), leave('Keep theirs')]
      return [
        retry('Keep mine'),
        leave('Keep theirs'),
        { does: 'restore-as-new', label: 'Save mine as a new one' }
      ]
    case 'engagement_unavailable':
      return [discard, retry()]
    case 'engagement_state':
      return [leave('Leave it'), retry()]
    case 'deleted':
    case 'not_found': {
      const isText =
        item.type.startsWith('canned-') && (text !== '' || title !== undefined || name !== undefined)
      return isText ? [{ does: 'restore-as-new', label: 'Restore as new' }, discard] : [discard]
    }
    case 'not_empty':
      return [retry(`Remove with ${detail.responses ?? 'all'} responses`), leave('Keep the category')]
    case 'attachment_refused':
      return [...(text.trim() === '' ? [] : [withoutFiles]), edit, discard]
    case 'invalid_args':
      return isMessage ? [edit, discard] : [retry(), discard]
    case 'already_decided':
    case 'request_withdrawn':
      return [leave('Leave it as it is')]
    case 'request_amended':
      return [leave('Look at it again')]
    case 'already_exists':
    case 'cancelled':
    case 'too_late':
      return [discard]
    case 'unknown_type':
      return [retry(), { does: 'export', label: 'Export…' }, discard]
    default:
      return isMessage ? [retry(), edit, discard] : [retry(), discard]
  }
}
