import './mail.css'
import { useState } from 'react'
import type { AdminAnswer } from '#shared/contract/admin-calls.ts'
import type { MailTemplateNow } from '#shared/features/mail-template/admin.ts'
import {
  DEFAULT_TEMPLATE,
  MAIL_VARIABLES,
  type MailTemplate,
  problemsOf
} from '#shared/features/mail-template/template.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { askServer, useAdminView } from '../../../bridge/use-admin-view.ts'
import { Button } from '../../../ui/button.tsx'
import { SegmentedFilter } from '../../../ui/segmented-filter.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToasts } from '../../../ui/toast.tsx'
import { ServerTrouble } from '../server-trouble.tsx'
import { useMailDraft } from './mail-draft.ts'
import { MailPreview } from './mail-preview.tsx'
import { MailQueueView } from './mail-queue.tsx'

const PARTS = [
  { id: 'html', label: 'HTML' },
  { id: 'text', label: 'Plain text' }
] as const

/** The mail that tells a partner of a rejection: its wording with a preview beside it, and how mails stand. */
export function MailPage({ identity }: { identity: Identity }) {
  const stored = useAdminView('admin.mail.template', {})
  const queue = useAdminView('admin.mail.queue', {})
  const { draft, change, drop, taken } = useMailDraft()
  const [part, setPart] = useState<'html' | 'text'>('html')
  const [isBusy, setBusy] = useState(false)
  const toasts = useToasts()
  const now = stored.value
  const template = draft?.template ?? now?.template
  const trouble = stored.trouble ?? queue.trouble
  const reload = () => {
    stored.reload()
    queue.reload()
  }
  if (!now || !template) {
    return (
      <div className="mail-page">
        {trouble ? (
          <ServerTrouble trouble={trouble} onRetry={reload} />
        ) : (
          <Skeleton rows={5} rowHeight={52} />
        )}
      </div>
    )
  }
  const problems = problemsOf(template)
  const errorOf = (of: keyof MailTemplate) => {
    const found = problems.find((problem) => problem.part === of)
    return found ? { error: found.message } : {}
  }
  const edit = (more: Partial<MailTemplate>) => change(now, more)
  const run = async <Value,>(work: Promise<AdminAnswer<Value>>, done: (value: Value) => void) => {
    setBusy(true)
    const answer = await work
    setBusy(false)
    if (!answer.ok) return void toasts.show({ text: answer.message, tone: 'danger' })
    done(answer.value)
    queue.reload()
  }
  const version = draft?.version ?? now.version
  const saved = (text: string) => (kept: MailTemplateNow) => {
    // before the draft goes: what was stored before must not stand in the fields again, not even for a moment
    stored.put(kept)
    taken(template, kept)
    toasts.show({ text })
  }
  return (
    <div className="mail-page">
      {trouble && <ServerTrouble trouble={trouble} onRetry={reload} />}
      <h2>The mail of a rejection</h2>
      <div className="mail-columns">
        <div className="mail-form">
          <TextField
            label="Subject"
            value={template.subject}
            onChange={(subject) => edit({ subject })}
            maxLength={300}
            {...errorOf('subject')}
          />
          <TextArea
            label="HTML"
            value={template.html}
            onChange={(html) => edit({ html })}
            maxLength={20_000}
            minRows={8}
            {...errorOf('html')}
          />
          <TextArea
            label="Plain text"
            hint="For mail programs that show no HTML."
            value={template.text}
            onChange={(text) => edit({ text })}
            maxLength={10_000}
            minRows={6}
            {...errorOf('text')}
          />
          <dl className="mail-variables" aria-label="Variables">
            {Object.entries(MAIL_VARIABLES).map(([name, what]) => (
              <div key={name}>
                <dt>{`{{${name}}}`}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <div className="mail-acts">
            <Button
              variant="primary"
              isDisabled={isBusy || draft === null || problems.length > 0}
              onPress={() => void run(askServer('admin.mail.save', { template, version }), saved('Saved'))}
            >
              Save
            </Button>
            <Button isDisabled={draft === null} variant="quiet" onPress={drop}>
              Discard changes
            </Button>
            <Button
              isDisabled={isBusy || problems.length > 0}
              onPress={() =>
                void run(askServer('admin.mail.test', { template }), () =>
                  toasts.show({ text: `A test mail to ${identity.email} is queued` })
                )
              }
            >
              Send a test mail to me
            </Button>
            <Button
              variant="quiet"
              isDisabled={isBusy || (now.isDefault && draft === null)}
              onPress={() =>
                now.isDefault
                  ? edit(DEFAULT_TEMPLATE)
                  : void run(
                      askServer('admin.mail.reset', { version: now.version }),
                      saved('The default is back')
                    )
              }
            >
              Reset to default
            </Button>
          </div>
        </div>
        <div className="mail-side">
          <SegmentedFilter label="Preview of" items={PARTS} selectedId={part} onChange={setPart} />
          <MailPreview template={template} part={part} companyName={identity.tenantName} />
        </div>
      </div>
      {queue.value && <MailQueueView queue={queue.value} />}
    </div>
  )
}
