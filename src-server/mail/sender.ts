import { createHash } from 'node:crypto'
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

/** What a try has come to. */
type Tried = Parameters<typeof updateMail>[2]

/** What tries have come to that the disk has not taken yet: the mail is not sent again for that. */
type Unwritten = Map<string, Tried>

/**
 * Sends what waits, one at a time. A mail bears the same Message-ID at every try, so that one whose answer got lost is known to
 * the server that had taken it.
 */
async function sendDue(
  tools: Tools,
  unwritten: Unwritten,
  send: SendMail,
  settled: MailSettled
): Promise<void> {
  const { storage, clock } = tools
  for (;;) {
    const mail = await storage.read((db) => nextMail(db, clock.nowMs()))
    if (!mail) return
    const messageId = messageIdOf(mail)
    const tried = unwritten.get(messageId) ?? (await tryOne(tools, mail, messageId, send))
    unwritten.set(messageId, tried)
    await write(tools, mail, tried, settled)
    unwritten.delete(messageId)
  }
}

/** Made of the request and every word of the mail: after a restore another decision of the same request is another mail. */
export function messageIdOf(mail: Omit<MailsTable, keyof Tried>): string {
  const { tenant_id, request_id, to_address, subject, text, html } = mail
  const words = createHash('sha256').update(JSON.stringify([to_address, subject, text, html]))
  return `<${request_id}.${words.digest('hex').slice(0, 16)}.${tenant_id}@octopus-desk>`
}

async function tryOne(
  { clock, log }: Tools,
  mail: MailsTable,
  messageId: string,
  send: SendMail
): Promise<Tried> {
  const { request_id: request, to_address: to, subject, text, html } = mail
  const attempts = mail.attempts + 1
  try {
    const refused = await send(messageId, { to, subject, text, html })
    const state = refused === null ? 'sent' : 'failed'
    const nowMs = clock.nowMs()
    log.info({ request, attempts, state }, 'a mail is settled')
    return { state, attempts, next_at_ms: nowMs, settled_at_ms: nowMs, last_reason: refused }
  } catch (error) {
    const next_at_ms = clock.nowMs() + retryAfterMs(attempts)
    log.warn({ err: error, request, attempts }, 'a mail could not be sent and is tried again')
    return { state: 'waiting', attempts, next_at_ms, settled_at_ms: null, last_reason: reasonOf(error) }
  }
}

async function write(
  { storage, feed, clock }: Tools,
  mail: MailsTable,
  tried: Tried,
  settled: MailSettled
): Promise<void> {
  const { state, next_at_ms: atMs } = tried
  if (state === 'waiting') return await storage.transact((tx) => updateMail(tx, mail, tried))
  await feed.write(mail.tenant_id, clock.nowMs(), async (tx) => {
    await updateMail(tx, mail, tried)
    return { result: null, changes: await settled(tx, mail, state, atMs) }
  })
}

/** Looks for due mails again and again; the returned function ends it. */
export function startMailing(tools: Tools, send: SendMail, settled: MailSettled): () => void {
  const unwritten: Unwritten = new Map()
  return every(tools.clock, LOOK_MS, () => sendDue(tools, unwritten, send, settled), tools.log)
}
