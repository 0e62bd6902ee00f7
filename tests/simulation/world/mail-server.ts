import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '#shared/base/clock.ts'
import type { MailContent } from '../../../src-server/mail/queue.ts'
import type { SendMail } from '../../../src-server/mail/smtp.ts'
import type { MailEvent, MailFate } from '../story/lead-steps.ts'
import { between, createRandom, type Random, seedFor } from './random.ts'
import type { Life, Scheduler } from './scheduler.ts'
import type { ServerTrouble } from './server-storage.ts'

/** Hears what arrives and what was answered; for the checker. */
export interface MailTap {
  arrives(messageId: string, mail: MailContent, life: Life): void
  /** the mail server has it */
  took(mail: MailContent): void
  /** its answer has been heard by a server that lives */
  told(mail: MailContent, answer: 'taken' | 'refused', life: Life): void
}

/** How long a server waits for an answer that does not come, in milliseconds. */
const GIVES_UP_MS = 20_000

/** What a mail server says when it does not take a mail now. */
class NotNow extends Error {
  override name = 'NotNow'
}

/** What stands behind SMTP: it takes mails, or does not, and sometimes nobody hears that it has. */
export class SimMailServer {
  isDown = false
  readonly #scheduler: Scheduler
  readonly #random: Random
  readonly #tap: MailTap
  #armed: MailFate[] = []

  constructor(options: { scheduler: Scheduler; seed: number; tap: MailTap }) {
    this.#scheduler = options.scheduler
    this.#random = createRandom(seedFor(options.seed, 'mail server'))
    this.#tap = options.tap
  }

  arm(fate: MailFate): void {
    this.#armed.push(fate)
  }

  /** No fault is waiting any more. */
  heal(): void {
    this.isDown = false
    this.#armed = []
  }

  /** The way to it of one life of the server's process. */
  senderOf(life: Life, trouble: ServerTrouble): SendMail {
    return (messageId, mail) =>
      new Promise((resolve, reject) => {
        const later = (ms: number, run: () => void) => this.#scheduler.after(ms, () => life.alive && run())
        later(between(this.#random, 5, 90), () => {
          if (this.isDown) return reject(new NotNow('nobody answers'))
          const fate = this.#armed.shift()
          this.#tap.arrives(messageId, mail, life)
          if (fate === 'refuse-now') return reject(new NotNow('451 later, please'))
          if (fate === 'refuse-for-good') {
            this.#tap.told(mail, 'refused', life)
            return resolve('550 nobody here')
          }
          this.#tap.took(mail)
          if (fate === 'lose-answer') return later(GIVES_UP_MS, () => reject(new NotNow('no answer')))
          later(fate === 'slow' ? between(this.#random, 2000, 15_000) : 0, () => {
            if (fate === 'die-before-note') trouble.death = { writes: 1, when: 'before' }
            if (fate === 'disk-refuses-note') trouble.refusals = { times: 3, code: 'SQLITE_FULL' }
            if (fate === 'die-after-note') trouble.death = { writes: 1, when: 'after' }
            this.#tap.told(mail, 'taken', life)
            resolve(null)
          })
        })
      })
  }
}

export function doMailEvent(mailServer: SimMailServer, step: MailEvent): void {
  if (step.do === 'mail') mailServer.arm(step.fate)
  else mailServer.isDown = step.do === 'mail-down'
}

/** Time for the sender: it looks each second, as always, but what no look would find is not looked for, which saves most of its work. */
export function mailClock(clock: Clock, isDue: () => boolean): Clock {
  return {
    nowMs: () => clock.nowMs(),
    after(delayMs, callback) {
      const look = () => {
        if (isDue()) callback()
        else cancel = clock.after(delayMs, look)
      }
      let cancel = clock.after(delayMs, look)
      return () => cancel()
    }
  }
}

/** Hears what the sender warns of; what no fault explains is a bug. */
export function mailLog(
  silent: FastifyBaseLogger,
  isExpected: (error: unknown) => boolean,
  broke: (error: unknown) => void
) {
  const warn = (about: { err?: unknown }) => {
    if (!(about.err instanceof NotNow) && !isExpected(about.err)) broke(about.err)
  }
  return { ...silent, warn } as FastifyBaseLogger
}
