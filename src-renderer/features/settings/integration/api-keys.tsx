import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import type { ApiKey } from '#shared/features/integration/api-keys.ts'
import { askServer, useAdminView } from '../../../bridge/use-admin-view.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Pill } from '../../../ui/pill.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import { ServerTrouble } from '../server-trouble.tsx'
import { ApiKeyDialog } from './api-key-dialog.tsx'
import { SecretDialog } from './secret-dialog.tsx'

type Open = { kind: 'form' } | { kind: 'secret'; secret: string } | { kind: 'revoke'; key: ApiKey } | null

/** Keys with which the company's own systems use the integration API. */
export function ApiKeys() {
  const { value, trouble, reload } = useAdminView('admin.api-keys.list', {})
  const [open, setOpen] = useState<Open>(null)
  const [refused, setRefused] = useState<typeof trouble>(null)
  const close = () => setOpen(null)

  async function revoke({ id }: ApiKey): Promise<void> {
    close()
    const answer = await askServer('admin.api-keys.revoke', { keyId: id })
    setRefused(answer.ok ? null : answer)
    reload()
  }

  const add = (
    <Button icon={Plus} onPress={() => setOpen({ kind: 'form' })}>
      New API key
    </Button>
  )
  const keys = value?.keys
  return (
    <section className="integration-section" aria-labelledby="api-keys-heading">
      <div className="integration-head">
        <div>
          <h2 id="api-keys-heading">API keys</h2>
          <p className="integration-quiet">
            What your own systems show when they read and write here. The server describes the API at /api.
          </p>
        </div>
        {keys !== undefined && keys.length > 0 && add}
      </div>
      {trouble && <ServerTrouble trouble={trouble} onRetry={reload} />}
      {refused && <ServerTrouble trouble={refused} />}
      {!keys && !trouble && <Skeleton rows={2} rowHeight={52} />}
      {keys?.length === 0 && (
        <EmptyState icon={KeyRound} title="No API keys yet" action={add}>
          A key lets one system do what you choose for it, until you revoke it.
        </EmptyState>
      )}
      <ul aria-label="API keys">
        {keys?.map((key) => (
          <KeyRow key={key.id} apiKey={key} onRevoke={() => setOpen({ kind: 'revoke', key })} />
        ))}
      </ul>
      {open?.kind === 'form' && (
        <ApiKeyDialog
          onClose={close}
          onMade={(secret) => {
            setOpen({ kind: 'secret', secret })
            reload()
          }}
        />
      )}
      {open?.kind === 'secret' && (
        <SecretDialog title="The new API key" secret={open.secret} onClose={close}>
          Your system sends it with every request.
        </SecretDialog>
      )}
      {open?.kind === 'revoke' && (
        <ConfirmDialog
          title={`Revoke “${open.key.name}”?`}
          confirmLabel="Revoke"
          tone="danger"
          isOpen
          onConfirm={() => void revoke(open.key)}
          onCancel={close}
        >
          Whatever uses this key is refused from now on. This cannot be undone.
        </ConfirmDialog>
      )}
    </section>
  )
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { name, prefix, scopes, lastUsedAtMs, revokedAtMs } = apiKey
  return (
    <li className="integration-key">
      <div>
        <UserText as="div" text={name} isSingleLine />
        <div className="integration-quiet">
          {prefix}… · {scopes.join(', ')}
        </div>
      </div>
      <span>{revokedAtMs === null ? <Pill tone="success">Active</Pill> : <Pill>Revoked</Pill>}</span>
      <span className="integration-quiet">
        {lastUsedAtMs === null ? (
          'Never used'
        ) : (
          <>
            Used <RelativeTime atMs={lastUsedAtMs} variant="long" />
          </>
        )}
      </span>
      {revokedAtMs === null && (
        <Button size="s" variant="quiet" aria-label={`Revoke ${name}`} onPress={onRevoke}>
          Revoke
        </Button>
      )}
    </li>
  )
}
