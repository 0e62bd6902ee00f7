import { Plus, Webhook } from 'lucide-react'
import { useState } from 'react'
import type { WebhookEndpoint } from '#shared/features/webhook/endpoints.ts'
import { askServer, useAdminView } from '../../../bridge/use-admin-view.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ServerTrouble } from '../server-trouble.tsx'
import { ReplaceSecretDialog } from './replace-secret-dialog.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { useAgain } from './use-again.ts'
import { WebhookDialog } from './webhook-dialog.tsx'
import { type WebhookAct, WebhookItem } from './webhook-item.tsx'

/** What is open above the list: the form (null for a new one), a question about one, or a secret to be copied. */
type Open =
  | { kind: 'form'; endpoint: WebhookEndpoint | null }
  | { kind: 'replace' | 'remove'; endpoint: WebhookEndpoint }
  | { kind: 'secret'; secret: string }
  | null

/** Addresses of other systems that are told of what happens here. */
export function Webhooks() {
  const { value, trouble, reload } = useAdminView('admin.webhooks.list', {})
  const [open, setOpen] = useState<Open>(null)
  const [refused, setRefused] = useState<typeof trouble>(null)
  useAgain(reload)
  const close = () => setOpen(null)

  async function change(endpoint: WebhookEndpoint, act: WebhookAct): Promise<void> {
    if (act === 'edit') return setOpen({ kind: 'form', endpoint })
    if (act === 'replace' || act === 'remove') return setOpen({ kind: act, endpoint })
    const webhookId = endpoint.id
    const answer = await (act === 'test'
      ? askServer('admin.webhooks.test', { webhookId })
      : askServer('admin.webhooks.change', { webhookId, enabled: act === 'turn-on' }))
    setRefused(answer.ok ? null : answer)
    reload()
  }

  async function remove({ id }: WebhookEndpoint): Promise<void> {
    close()
    const answer = await askServer('admin.webhooks.remove', { webhookId: id })
    setRefused(answer.ok ? null : answer)
    reload()
  }

  const add = (
    <Button variant="primary" icon={Plus} onPress={() => setOpen({ kind: 'form', endpoint: null })}>
      New webhook
    </Button>
  )
  const endpoints = value?.endpoints
  return (
    <section className="integration-section" aria-labelledby="webhooks-heading">
      <div className="integration-head">
        <div>
          <h2 id="webhooks-heading">Webhooks</h2>
          <p className="integration-quiet">
            Addresses of your own systems that are told what happens here, signed, and again until they take
            it.
          </p>
        </div>
        {endpoints !== undefined && endpoints.length > 0 && add}
      </div>
      {trouble && <ServerTrouble trouble={trouble} onRetry={reload} />}
      {refused && <ServerTrouble trouble={refused} />}
      {!endpoints && !trouble && <Skeleton rows={3} rowHeight={64} />}
      {endpoints?.length === 0 && (
        <EmptyState icon={Webhook} title="No webhooks yet" action={add}>
          Add the address of a system that shall know of messages, finished chats, engagements or decisions.
        </EmptyState>
      )}
      <ul className="integration-list" aria-label="Webhooks">
        {endpoints?.map((endpoint) => (
          <WebhookItem key={endpoint.id} endpoint={endpoint} onAct={(act) => void change(endpoint, act)} />
        ))}
      </ul>
      {open?.kind === 'form' && (
        <WebhookDialog
          endpoint={open.endpoint}
          onClose={close}
          onSaved={(secret) => {
            setOpen(secret === null ? null : { kind: 'secret', secret })
            reload()
          }}
        />
      )}
      {open?.kind === 'replace' && (
        <ReplaceSecretDialog
          webhookId={open.endpoint.id}
          onClose={close}
          onReplaced={(secret) => {
            setOpen({ kind: 'secret', secret })
            reload()
          }}
        />
      )}
      {open?.kind === 'secret' && (
        <SecretDialog title="The secret of this webhook" secret={open.secret} onClose={close}>
          Your system verifies with it that events come from here.
        </SecretDialog>
      )}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title="Delete this webhook?"
          confirmLabel="Delete"
          tone="danger"
          isOpen
          onConfirm={() => void remove(open.endpoint)}
          onCancel={close}
        >
          {open.endpoint.url} is told of nothing any more. What still waits for it is thrown away.
        </ConfirmDialog>
      )}
    </section>
  )
}
