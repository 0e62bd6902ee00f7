import { createHash } from 'node:crypto'
import { escapeHtml } from '#shared/features/mail-template/clean.ts'
import { htmlPage, styleWith } from '../../gateway/html-page.ts'

/** Fewest characters of a password that a person chooses. */
export const PASSWORD_MIN_CHARS = 10

const STYLE = styleWith(`main{max-width:24em}
label,input,button{display:block;box-sizing:border-box;width:100%;font:inherit}
input{margin:4px 0 16px;padding:8px;border:1px solid #6f7a7a;border-radius:6px}
button{padding:10px;border:0;border-radius:6px;background:#0b6b63;color:#fff;font-weight:600}
[role=alert]{color:#a3241c}
@media (prefers-color-scheme:dark){[role=alert]{color:#ff9d94}}
`)

/** The pages run no script and load nothing; their form goes to this server only. */
export const PASSWORD_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'"
].join('; ')

const page = (title: string, body: string): string => htmlPage(title, body, STYLE)

/** The form in which an invited person chooses a password. */
export function passwordForm(
  person: { name: string; email: string },
  token: string,
  trouble?: string
): string {
  const email = escapeHtml(person.email)
  const said = trouble === undefined ? '' : `<p role="alert">${trouble}</p>`
  return page(
    'Choose your password',
    `<p dir="auto">Hello ${escapeHtml(person.name)}, you sign in to Octopus Desk as ${email}.</p>${said}
<form method="post" action="?">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<input type="hidden" name="username" autocomplete="username" value="${email}">
<label>Password, at least ${PASSWORD_MIN_CHARS} characters
<input type="password" name="password" autocomplete="new-password" minlength="${PASSWORD_MIN_CHARS}" maxlength="1000" required autofocus></label>
<label>The same again
<input type="password" name="again" autocomplete="new-password" maxlength="1000" required></label>
<button>Keep this password</button>
</form>`
  )
}

export const passwordKept = (): string =>
  page('Your password is kept', '<p>Open Octopus Desk on your computer and sign in with it.</p>')

export const linkGone = (): string =>
  page(
    'This link does not work any more',
    '<p>It works once, for a week. Ask an administrator of your company for another one.</p>'
  )
