import { escapeHtml, inOneLine } from '#shared/features/mail-template/clean.ts'
import type { MailContent } from '../../mail/queue.ts'

interface PasswordMail {
  to: string
  personName: string
  tenantName: string
  link: string
}

/** The mail with the link at which a person chooses a password. */
export function passwordMail({ to, personName, tenantName, link }: PasswordMail): MailContent {
  const [name, company] = [inOneLine(personName), inOneLine(tenantName)]
  const before = `choose your password for Octopus Desk at ${company} here:`
  const after = 'The link works once, for a week. If you did not expect this mail, ignore it.'
  const address = escapeHtml(link)
  const paragraphs = [
    `Hello ${escapeHtml(name)},`,
    escapeHtml(before),
    `<a href="${address}">${address}</a>`,
    after
  ]
  return {
    to: inOneLine(to),
    subject: `Your password for Octopus Desk at ${company}`,
    text: `Hello ${name},\n\n${before}\n\n${link}\n\n${after}\n`,
    html: `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif">${paragraphs.map((one) => `<p dir="auto">${one}</p>`).join('')}</body></html>`
  }
}
