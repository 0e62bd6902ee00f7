import { z } from 'zod'
import { escapeHtml, inOneLine } from './clean.ts'
import { readMarkup } from './markup.ts'

/** The mail that a rejection leaves with, as a tenant words it. */
export const MailTemplate = z.object({
  subject: z.string().max(300),
  text: z.string().max(10_000),
  html: z.string().max(20_000)
})
export type MailTemplate = z.infer<typeof MailTemplate>

/** What may stand between `{{` and `}}`, and what it is. */
export const MAIL_VARIABLES = {
  'partner.name': 'the partner’s name',
  'request.type': 'add-on, broadcast …',
  'request.title': 'what was asked for',
  description: 'why it was rejected; a mail must say it',
  'company.name': 'your company'
} as const

type MailVariable = keyof typeof MAIL_VARIABLES
export type MailValues = Record<MailVariable, string>

export const DEFAULT_TEMPLATE: MailTemplate = {
  subject: 'Your {{request.type}} request “{{request.title}}” was not approved',
  text: `Hello {{partner.name}},

your {{request.type}} request “{{request.title}}” was not approved.

{{description}}

You may send a new request at any time.

{{company.name}}
`,
  html: `<p dir="auto">Hello {{partner.name}},</p>
<p dir="auto">your {{request.type}} request “{{request.title}}” was not approved.</p>
<p dir="auto"><strong>{{description}}</strong></p>
<p dir="auto">You may send a new request at any time.</p>
<p dir="auto">{{company.name}}</p>
`
}

/** Something by which a template could not be sent, in a sentence for who writes it. */
export interface TemplateProblem {
  part: keyof MailTemplate
  message: string
}

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g
const isVariable = (name: string): name is MailVariable => Object.hasOwn(MAIL_VARIABLES, name)

/** Everything that is wrong with a template; nothing that has a problem is saved or sent. */
export function problemsOf(template: MailTemplate): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  const { subject } = template
  if (subject.trim() === '') problems.push({ part: 'subject', message: 'A mail needs a subject.' })
  if (subject.trim() !== inOneLine(subject)) {
    problems.push({ part: 'subject', message: 'A subject is one line: line ends would become headers.' })
  }
  for (const part of ['subject', 'text', 'html'] as const) {
    const names = [...template[part].matchAll(PLACE)].map(([, name = '']) => name)
    for (const name of new Set(names.filter((one) => !isVariable(one))))
      problems.push({ part, message: `There is no variable {{${name}}}.` })
    if (/\{\{|\}\}/.test(template[part].replace(PLACE, '')))
      problems.push({ part, message: 'A variable is written {{name}}: one of these signs stands alone.' })
    if (part !== 'subject' && !names.includes('description'))
      problems.push({ part, message: 'The partner must learn why: {{description}} is missing.' })
  }
  const markup = readMarkup(template.html)
  if (!markup.ok) problems.push({ part: 'html', message: markup.problem })
  return problems
}

/** Fills a template in. Values stay what they are: lines end in the subject, and HTML is shown, not read. */
export function fillIn(template: MailTemplate, values: MailValues): MailTemplate {
  const fill = (text: string, as: (value: string, name: MailVariable) => string) =>
    text.replace(PLACE, (place, name: string) => (isVariable(name) ? as(values[name], name) : place))
  const lineOf = (value: string, name: MailVariable) => (name === 'description' ? value : inOneLine(value))
  return {
    subject: inOneLine(fill(template.subject, inOneLine)),
    text: fill(template.text, lineOf),
    html: fill(template.html, (value, name) => escapeHtml(lineOf(value, name)).replaceAll(/\r?\n/g, '<br>'))
  }
}
