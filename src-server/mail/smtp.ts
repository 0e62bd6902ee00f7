import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { MailContent } from './queue.ts'

/** Where mails go, and from whom. */
export interface SmtpConfig {
  /** `smtp://user:password@host:587`, or `smtps://` */
  url: string
  /** an address, or a name with one: `Acme <partners@acme.example>` */
  from: string
}

/** Gives one mail to the mail server. Throws when it may go later; answers why when the server will never have it, null when it has. */
export type SendMail = (messageId: string, mail: MailContent) => Promise<string | null>

const TIMEOUT_MS = 20_000

const REASON_MAX = 300

/** What went wrong, in a line that an administrator may read. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/\s+/g, ' ').slice(0, REASON_MAX)
}

/**
 * What nodemailer's errors say of a mail that the server will never have: of its recipient, or of the mail itself. When the server does not let us
 * in, or not with this sender, it has not refused a mail; that is mended here, and then the mail goes.
 */
const RefusedForGood = z.object({
  responseCode: z.number().int().min(500),
  command: z.enum(['RCPT TO', 'DATA'])
})

export function smtpSender({ url, from }: SmtpConfig): SendMail {
  const transport = createTransport({
    url,
    // what a mail names is text, never a place to read from
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS
  })
  return async (messageId, { to, subject, text, html }) => {
    try {
      // an address as an object is one recipient, whatever stands in it
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text, html, messageId })
      return null
    } catch (error) {
      if (RefusedForGood.safeParse(error).success) return reasonOf(error)
      throw error
    }
  }
}
