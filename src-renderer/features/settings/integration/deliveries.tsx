import { useState } from 'react'
import type { WebhookId } from '#shared/base/ids.ts'
import type { WebhookDelivery } from '#shared/features/webhook/endpoints.ts'
import { askServer, useAdminView } from '../../../bridge/use-admin-view.ts'
import { Button } from '../../../ui/button.tsx'
import { Pill, type PillTone } from '../../../ui/pill.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ServerTrouble } from '../server-trouble.tsx'
import { useAgain } from './use-again.ts'

const STATES: Record<WebhookDelivery['state'], { tone: PillTone; label: string }> = {
  waiting: { tone: 'warning', label: 'Waiting' },
  delivered: { tone: 'success', label: 'Delivered' },
  failed: { tone: 'danger', label: 'Failed' }
}

/** What became of the newest events at one endpoint; any of them can be sent again. */
export function Deliveries({ webhookId, isOff }: { webhookId: WebhookId; isOff: boolean }) {
  const { value, trouble, reload } = useAdminView('admin.webhooks.deliveries', { webhookId })
  const [refused, setRefused] = useState<typeof trouble>(null)
  useAgain(reload)

  async function retry({ eventId }: WebhookDelivery): Promise<void> {
    const answer = await askServer('admin.webhooks.retry', { webhookId, eventId })
    setRefused(answer.ok ? null : answer)
    reload()
  }

  if (!value) return trouble ? <ServerTrouble trouble={trouble} onRetry={reload} /> : <Skeleton rows={2} />
  return (
    <>
      {trouble && <ServerTrouble trouble={trouble} onRetry={reload} />}
      {refused && <ServerTrouble trouble={refused} />}
      {value.deliveries.length === 0 && (
        <p className="integration-quiet">Nothing yet. A test event shows at once whether it is reached.</p>
      )}
      <ul className="integration-deliveries" aria-label="Last deliveries">
        {value.deliveries.map((delivery) => (
          <li key={delivery.eventId} className="integration-delivery">
            <span className="integration-event">{delivery.type}</span>
            <Pill tone={STATES[delivery.state].tone}>{STATES[delivery.state].label}</Pill>
            <span className="integration-quiet">
              <RelativeTime atMs={delivery.createdAtMs} variant="exact" />
            </span>
            <span className="integration-problem">
              {delivery.problem ?? ''}
              {delivery.attempts > 1 && ` ${delivery.attempts} tries.`}
              {delivery.nextAttemptAtMs !== null && delivery.attempts > 0 && (
                <> Next {new Date(delivery.nextAttemptAtMs).toLocaleTimeString()}.</>
              )}
            </span>
            <Button
              size="s"
              variant="quiet"
              isDisabled={isOff}
              aria-label={`Send again: ${delivery.type}`}
              onPress={() => void retry(delivery)}
            >
              Send again
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
