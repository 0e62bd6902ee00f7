import type { OutboxItem, SyncStatus } from '#shared/sync/status.ts'
import { rejectionWords } from './rejection-words.ts'

const timeFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

/** A time of day in the person's locale. */
export function timeOf(atMs: number): string {
  return timeFormat.format(atMs)
}

const NOT_DONE: Record<string, string> = {
  'message.send': 'Not sent',
  'conversation.take': 'Not taken',
  'conversation.finish': 'Not finished',
  'request.decide': 'Not decided'
}

/** What became of something that needs its author: in the words of what was asked for. */
function refusedWords({ type, rejection, readable }: OutboxItem): string {
  if (!rejection) return ''
  if (!readable) return 'Needs attention: This version of the app cannot read it'
  const why = rejectionWords(rejection.code, rejection.detail, timeOf)
  if (rejection.code === 'needs_review') return `Needs review: ${why}`
  return `${NOT_DONE[type] ?? 'Not done'}: ${why}`
}

/** Where an unsettled Operation stands, in one short phrase. */
export function stateWords(item: OutboxItem, link?: SyncStatus['link']): string {
  if (item.rejection) return refusedWords(item)
  if (item.withdrawing) return 'Withdrawing: asking the server'
  if (item.heldBy) return 'Waits behind one that was not sent'
  if (item.state === 'accepted') return 'Sent, waiting for the server’s copy'
  if (link === 'sign-in-needed') return 'Paused: sign in to send it'
  if (item.state === 'sending' && item.nextAtMs === null) return 'Sending'
  if (item.nextAtMs !== null) return `Trying again at ${timeOf(item.nextAtMs)}`
  if (link === 'paused-by-person') return 'Saved on this computer until you go online'
  if (link === 'online' && item.uploadShare !== null && item.uploadShare < 1) {
    return `Uploading ${Math.floor(item.uploadShare * 100)} %`
  }
  return 'Queued, saved on this computer'
}
