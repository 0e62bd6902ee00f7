import { Ellipsis } from 'lucide-react'
import type { OffReason, WebhookEndpoint } from '#shared/features/webhook/endpoints.ts'
import { WEBHOOK_EVENTS } from '#shared/features/webhook/events.ts'
import { Button } from '../../../ui/button.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { MenuButton } from '../../../ui/menu-button.tsx'
import { Pill } from '../../../ui/pill.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import { Deliveries } from './deliveries.tsx'

/** What an administrator does with one. */
export type WebhookAct = 'test' | 'edit' | 'turn-on' | 'turn-off' | 'replace' | 'remove'

const OFF_WORDS: Record<OffReason, string> = {
  'by-hand': 'Turned off by an administrator',
  gone: 'Turned off: it answered that it wants no more events',
  failing: 'Turned off: nothing got through for five days'
}

interface WebhookItemProps {
  endpoint: WebhookEndpoint
  onAct: (act: WebhookAct) => void
}

/** One endpoint: how it does, what can be done with it, and its last deliveries. */
export function WebhookItem({ endpoint, onAct }: WebhookItemProps) {
  const { id, url, description, events, off } = endpoint
  const name = description || url
  const entries = [
    { id: 'edit', label: 'Edit…', onAction: () => onAct('edit') },
    off
      ? { id: 'on', label: 'Turn on', onAction: () => onAct('turn-on') }
      : { id: 'off', label: 'Turn off', onAction: () => onAct('turn-off') },
    { id: 'replace', label: 'Replace secret…', onAction: () => onAct('replace') },
    { id: 'remove', label: 'Delete…', isDanger: true, onAction: () => onAct('remove') }
  ]
  const told = WEBHOOK_EVENTS.filter(({ type }) => events.includes(type)).map(({ type }) => type)
  return (
    <li className="integration-item" aria-label={name}>
      <div className="integration-item-head">
        <div className="integration-item-name">
          <UserText as="div" text={name} isSingleLine />
          {description !== '' && (
            <UserText as="div" text={url} isSingleLine isSelectable className="integration-quiet" />
          )}
        </div>
        <State endpoint={endpoint} />
        <Button size="s" isDisabled={off !== null} onPress={() => onAct('test')}>
          Send test
        </Button>
        <MenuButton
          trigger={<IconButton icon={Ellipsis} label={`More for ${name}`} size="s" />}
          entries={entries}
        />
      </div>
      <p className="integration-quiet">{told.join(' · ')}</p>
      <Trouble endpoint={endpoint} />
      <Disclosure title="Last deliveries" level={3}>
        <Deliveries webhookId={id} isOff={off !== null} />
      </Disclosure>
    </li>
  )
}

function State({ endpoint: { off, failing } }: { endpoint: WebhookEndpoint }) {
  if (off) return <Pill>Off</Pill>
  return failing ? <Pill tone="warning">Failing</Pill> : <Pill tone="success">On</Pill>
}

/** Why it does not get what it should, and what else there is to know. */
function Trouble({ endpoint: { off, failing, waiting, oldSecretUntilMs } }: { endpoint: WebhookEndpoint }) {
  return (
    <>
      {off && (
        <p className="integration-trouble">
          {OFF_WORDS[off.reason]}, <RelativeTime atMs={off.atMs} variant="long" />. What happens meanwhile is
          not told later.
        </p>
      )}
      {failing && (
        <p className="integration-trouble">
          Nothing got through since <RelativeTime atMs={failing.sinceMs} variant="long" />. {failing.problem}{' '}
          {waiting > 0 && `${waiting} waiting.`}
        </p>
      )}
      {oldSecretUntilMs !== null && (
        <p className="integration-quiet">
          The secret before signs too, until {new Date(oldSecretUntilMs).toLocaleString()}.
        </p>
      )}
    </>
  )
}
