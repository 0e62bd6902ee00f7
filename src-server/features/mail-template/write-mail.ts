import { inOneLine } from '#shared/features/mail-template/clean.ts'
import { fillIn, type MailTemplate, type MailValues } from '#shared/features/mail-template/template.ts'
import type { MailContent } from '../../mail/queue.ts'

/** A mail by its template. No text of a person can leave its place. */
export function writeMail(template: MailTemplate, to: string, values: MailValues): MailContent {
  const { subject, text, html } = fillIn(template, values)
  const page = `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif">${html}</body></html>`
  return { to: inOneLine(to), subject, text, html: page }
}
