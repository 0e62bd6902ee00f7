import type { DraftChange } from '../feed/append.ts'
import { every } from '../gateway/every.ts'
import type { RoomTools } from '../gateway/room.ts'
import type { MailsTable } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'
import { nextMail, updateMail } from './queue.ts'
import { reasonOf, type SendMail } from './smtp.ts'

/** How often the queue is looked at, in milliseconds. */
const LOOK_MS = 1000
const FIRST_RETRY_MS = 15_000
const LAST_RETRY_MS = 3_600_000

/** When a mail is tried again after so many tries, in milliseconds: later each time, never given up. */
export function retryAfterMs(attempts: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1))
}

/** What a room writes beside it when a mail of its own was sent or refused for good. */
export type MailSettled = (
  tx: Tx,
  mail: Pick<MailsTable, 'tenant_id' | 'request_id'>,
  state: 'sent' | 'failed',
  nowMs: number
) => Promise<DraftChange[]>

type Tools = Pick<RoomTools, 'storage' | 'feed' | 'clock' | 'log'>

/**
 * Sends what waits, one at a time. A mail bears the same Message-ID at every try, so that one whose answer got lost is known to
 * the server that had taken it.
 */
async function sendDue(tools: Tools, send: SendMail, settled: MailSettled): Promise<number> {
  const { storage, clock } = tools
  for (let sent = 0; ; sent++) {
    const mail = await storage.read((db) => nextMail(db, clock.nowMs()))
    if (!mail) return sent
    await tryOne(tools, mail, send, settled)
  }
}

async function tryOne(
  { storage, feed, clock, log }: Tools,
  mail: MailsTable,
  send: SendMail,
  settled: MailSettled
): Promise<void> {
  const { tenant_id, request_id, to_address: to, subject, text, html } = mail
  const attempts = mail.attempts + 1
  let refused: string | null
  try {
    refused = await send(`<${request_id}.${tenant_id}@octopus-desk>`, { to, subject, text, html })
  } catch (error) {
    const next_at_ms = clock.nowMs() + retryAfterMs(attempts)
    log.warn({ err: error, request: request_id, attempts }, 'a mail could not be sent and is tried again')
    await storage.transact((tx) =>
      updateMail(tx, mail, {
        state: 'waiting',
        attempts,
        next_at_ms,
        settled_at_ms: null,
        last_reason: reasonOf(error)
      })
    )
    return
  }
  const nowMs = clock.nowMs()
  const state = refused === null ? 'sent' : 'failed'
  log.info({ request: request_id, attempts, state }, 'a mail is settled')
  await feed.write(tenant_id, nowMs, async (tx) => {
    await updateMail(tx, mail, {
      state,
      attempts,
      next_at_ms: nowMs,
      settled_at_ms: nowMs,
      last_reason: refused
    })
    return { result: null, changes: await settled(tx, mail, state, nowMs) }
  })
}

/** Looks for due mails again and again; the returned function ends it. */
export function startMailing(tools: Tools, send: SendMail, settled: MailSettled): () => void {
  return every(tools.clock, LOOK_MS, async () => void (await sendDue(tools, send, settled)), tools.log)
}
