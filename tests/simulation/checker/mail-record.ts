import { TENANT } from '../world/tenant.ts'
import type { Reader } from './readers.ts'

/** As much of a mail as whoever gets it can see. */
interface Words {
  to: string
  subject: string
  text: string
  html: string
}

/** What became of the tries of one mail. */
interface Tries {
  /** how often the mail server has taken it, or refused it for good */
  taken: number
  refused: number
  /** the life of the server that has heard so, and must not try again */
  heardBy: object | null
}

/** What the mail server saw. Mails are told apart by their words: people never give the same reason twice. */
export class MailRecord {
  readonly #violate: (promise: string, what: string) => void
  readonly #tries = new Map<string, Tries>()
  readonly #wordsById = new Map<string, string>()
  readonly #idByWords = new Map<string, string>()

  constructor(violate: (promise: string, what: string) => void) {
    this.#violate = violate
  }

  triesOf(mail: Words): Tries {
    const words = wordsOf(mail)
    const tries = this.#tries.get(words) ?? { taken: 0, refused: 0, heardBy: null }
    this.#tries.set(words, tries)
    return tries
  }

  get all(): Iterable<[words: string, tries: Tries]> {
    return this.#tries
  }

  arrives(server: Reader, messageId: string, mail: Words, life: object): void {
    const words = wordsOf(mail)
    const name = `the mail "${mail.subject}" to ${mail.to}`
    const before = this.#wordsById.get(messageId) ?? words
    if (before !== words) this.#violate('DE5', `${messageId} was ${before} and is ${words}`)
    const id = this.#idByWords.get(words) ?? messageId
    if (id !== messageId) this.#violate('DE5', `${name} was ${id} and is ${messageId}`)
    this.#wordsById.set(messageId, before)
    this.#idByWords.set(words, id)
    if (this.triesOf(mail).heardBy === life)
      this.#violate('DE7', `${name} is sent again, although its answer was heard`)
    const rows = readMails(server).filter((row) => wordsOf(row) === words)
    if (rows.length === 0) this.#violate('DE3', `${name} is sent, and the server has no such mail`)
    if (rows.every(({ state }) => state !== 'waiting'))
      this.#violate('DE7', `${name} is sent again, although it is settled`)
    for (const { requestId } of rows)
      if (readDecision(server, requestId)?.outcome !== 'rejected')
        this.#violate('DE3', `${name} is sent, and ${requestId} is not rejected`)
  }
}

export const wordsOf = ({ to, subject, text, html }: Words) => JSON.stringify([to, subject, text, html])

interface MailRow extends Words {
  requestId: string
  state: 'waiting' | 'sent' | 'failed'
  nextAtMs: number
  settledAtMs: number | null
}

export function readMails(server: Reader): MailRow[] {
  return server.all<MailRow>(
    `SELECT request_id AS requestId, to_address AS "to", subject, text, html, state, next_at_ms AS nextAtMs,
       settled_at_ms AS settledAtMs FROM mails WHERE tenant_id = ?`,
    TENANT
  )
}

/** Whether a mail waits whose turn it is. */
export function isMailDue(server: Reader, nowMs: number): boolean {
  const find = "SELECT 1 FROM mails WHERE state = 'waiting' AND next_at_ms <= ? LIMIT 1"
  return server.get(find, nowMs) !== undefined
}

export interface DecisionRow {
  outcome: 'approved' | 'rejected'
  reason: string | null
  mail: { to: string; state: string; atMs: number } | null
}

function readDecision(server: Reader, requestId: string): DecisionRow | null {
  const find = "SELECT body -> '$.decision' AS decision FROM requests WHERE tenant_id = ? AND id = ?"
  const row = server.get<{ decision: string | null }>(find, TENANT, requestId)
  return JSON.parse(row?.decision ?? 'null')
}

/** What is one address, as far as partners of the simulation have any. */
export function isAddress(to: string): boolean {
  return /^[a-z]+@[a-z]+\.test$/.test(to)
}
