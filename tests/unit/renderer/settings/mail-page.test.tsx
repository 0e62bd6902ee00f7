import { act, fireEvent, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { TenantId, UserId } from '#shared/base/ids.ts'
import { DEFAULT_TEMPLATE, type MailTemplate } from '#shared/features/mail-template/template.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { renderUi } from '../ui/render-ui.tsx'

const ADAM: Identity = {
  tenantId: TenantId.parse('acme'),
  tenantName: 'Acme',
  userId: UserId.parse('adam'),
  name: 'Adam',
  email: 'adam@acme.test',
  role: 'admin'
}
const QUEUE = { hasMailServer: false, waiting: 0, sent: 0, failed: 0, unsent: [] }

/** A server that answers a first question at once, and later ones only when it is told to. */
let stored = { template: DEFAULT_TEMPLATE as MailTemplate, version: 0 }
const tested: MailTemplate[] = []
let askedBefore = false
let answerSave: () => void = () => undefined

const now = () => ({ ...stored, isDefault: stored.version === 0, changedByName: null, changedAtMs: null })
const answer = (value: unknown) => ({ ok: true, value: { ok: true, value } })
async function serve(name: string, args: { template: MailTemplate; version: number }): Promise<unknown> {
  switch (name) {
    case 'admin.mail.template':
      if (askedBefore) await new Promise(() => undefined)
      askedBefore = true
      return answer(now())
    case 'admin.mail.save':
      await new Promise<void>((resolve) => {
        answerSave = resolve
      })
      stored = { template: args.template, version: args.version + 1 }
      return answer(now())
    case 'admin.mail.test':
      tested.push(args.template)
      return answer({ to: ADAM.email })
    default:
      return answer(QUEUE)
  }
}
Object.assign(window, { desk: { act: serve, subscribe: () => () => undefined } })
const { MailPage } = await import('../../../../src-renderer/features/settings/mail/mail-page.tsx')

test('[SV4] what was saved stands there at once, and what was written meanwhile stays', async () => {
  const { findByLabelText, getByRole } = renderUi(<MailPage identity={ADAM} />)
  const subject = (await findByLabelText('Subject')) as HTMLInputElement
  const save = getByRole('button', { name: 'Save' })
  const write = (value: string) => fireEvent.change(subject, { target: { value } })

  write('First')
  fireEvent.click(save)
  write('First, and more')
  await act(async () => answerSave())
  await waitFor(() => expect(stored.version).toBe(1))
  expect(subject.value).toBe('First, and more')

  await waitFor(() => expect(save).toHaveProperty('disabled', false))
  fireEvent.click(save)
  await act(async () => answerSave())
  await waitFor(() => expect(stored).toMatchObject({ template: { subject: 'First, and more' }, version: 2 }))
  expect(subject.value).toBe('First, and more')
  fireEvent.click(getByRole('button', { name: 'Send a test mail to me' }))
  await waitFor(() => expect(tested.map((template) => template.subject)).toEqual(['First, and more']))
})
