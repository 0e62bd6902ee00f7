import type { OutboxItem } from '#shared/sync/status.ts'
import { rejectionWords } from './rejection-words.ts'

const timeFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

/** A time of day in the person's locale. */
export function timeOf(atMs: number): string {
  return timeFormat.format(atMs)
}

/** Where an unsettled Operation stands, in one short phrase. */
export function stateWords(item: OutboxItem): string {
  if (item.rejection) return `Not sent: ${rejectionWords(item.rejection.code, item.rejection.detail, timeOf)}`
  if (item.withdrawing) return 'Withdrawing: asking the server'
  if (item.held) return 'Waits behind a refused one'
  if (item.state === 'sending') return 'Sending'
  if (item.state === 'accepted') return 'Sent, waiting for the server’s copy'
  if (item.nextAtMs !== null) return `Trying again at ${timeOf(item.nextAtMs)}`
  return 'Queued, saved on this computer'
}
