// The desk comes to the server's head: from nothing, from a cache that lacks Changes, or from one of another epoch. Meanwhile somebody
// looks at the inbox ten times a second.
import { setTimeout } from 'node:timers/promises'
import { type BenchDesk, type DeskTask, openDesk } from '../bench-desk.ts'
import { taskOf, tell } from '../run-client.ts'
import { watchStalls } from '../watch.ts'

export interface DeskSync {
  /** from before the account is opened until it is online and all is here */
  ms: number
  /** until the inbox shows its first page */
  usableMs: number
  /** how long the slowest look at the inbox took */
  slowestLookMs: number
  stallMs: number
}

const LOOK_EVERY_MS = 100
const INBOX = { filter: 'all', channelId: null, search: '', after: null, limit: 60 } as const

const task = taskOf<DeskTask>()
const stalls = watchStalls()
const startMs = performance.now()
const desk = await openDesk(task)
const looks = lookUntilOnline(desk)
await desk.untilOnline()
const ms = performance.now() - startMs
const stallMs = stalls()
const answer: DeskSync = { ms, stallMs, ...(await looks) }
await desk.account.close()
tell(answer)

async function lookUntilOnline({ query }: BenchDesk): Promise<{ usableMs: number; slowestLookMs: number }> {
  let usableMs = Number.NaN
  let slowestLookMs = 0
  let online = false
  while (!online || Number.isNaN(usableMs)) {
    const lookMs = performance.now()
    const { rows } = await query('conversation.inbox', INBOX)
    slowestLookMs = Math.max(slowestLookMs, performance.now() - lookMs)
    if (Number.isNaN(usableMs) && rows.length > 0) usableMs = performance.now() - startMs
    online = (await query('sync.status', {})).link === 'online'
    await setTimeout(Number.isNaN(usableMs) ? 5 : LOOK_EVERY_MS)
  }
  return { usableMs, slowestLookMs }
}
