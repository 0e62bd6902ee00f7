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

/** Gives one mail to the mail server. Throws when it may go later; `refused` when the server will never have it. */
export type SendMail = (messageId: string, mail: MailContent) => Promise<'sent' | 'refused'>

const TIMEOUT_MS = 20_000

/** What nodemailer's errors say of the server's answer. */
const Answered = z.object({ responseCode: z.number().int() })

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
      return 'sent'
    } catch (error) {
      const answered = Answered.safeParse(error)
      if (answered.success && answered.data.responseCode >= 500) return 'refused'
      throw error
    }
  }
}
