import { useLocale } from 'react-aria-components'
import type { MailQueue, UnsentMail } from '#shared/features/mail-template/admin.ts'
import { Pill } from '../../../ui/pill.tsx'
import { UserText } from '../../../ui/user-text.tsx'

/** How mails stand: what waits and why, what could not be sent. */
export function MailQueueView({ queue }: { queue: MailQueue }) {
  const { locale } = useLocale()
  const { hasMailServer, waiting, sent, failed, unsent } = queue
  const number = (count: number) => count.toLocaleString(locale)
  return (
    <section className="mail-queue" aria-label="Mails on their way">
      <h2>On their way</h2>
      <p>
        {number(waiting)} waiting, {number(sent)} sent, {number(failed)} failed.
        {!hasMailServer && ' This server has no mail server yet: mails wait, and none is lost.'}
      </p>
      <ul>
        {unsent.map((mail) => (
          <li key={mail.id}>
            <Pill tone={mail.state === 'failed' ? 'danger' : 'warning'}>
              {mail.state === 'failed' ? 'Failed' : mail.attempts > 0 ? 'Retrying' : 'Waiting'}
            </Pill>
            <UserText text={`${mail.to}: ${mail.subject}`} isSingleLine />
            <UserText text={whyOf(mail, locale)} className="mail-why" />
          </li>
        ))}
      </ul>
    </section>
  )
}

function whyOf({ state, reason, attempts, createdAtMs, nextAtMs }: UnsentMail, locale: string): string {
  const time = (atMs: number) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs)
  if (state === 'failed') return reason ?? 'The mail server will not have it.'
  if (attempts === 0) return `Since ${time(createdAtMs)}`
  return `Tried ${attempts === 1 ? 'once' : `${attempts} times`}, next at ${time(nextAtMs)}. ${reason ?? ''}`
}
