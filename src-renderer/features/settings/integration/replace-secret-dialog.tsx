import { useState } from 'react'
import type { WebhookId } from '#shared/base/ids.ts'
import type { AdminTrouble } from '#shared/contract/admin-calls.ts'
import { askServer } from '../../../bridge/use-admin-view.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts'
import { ServerTrouble } from '../server-trouble.tsx'

const KEEP = [
  { id: '24', label: 'One more day' },
  { id: '168', label: 'One more week' },
  { id: '0', label: 'Not at all', hint: 'When somebody else may know it' }
] as const

type Hours = (typeof KEEP)[number]['id']

interface ReplaceSecretDialogProps {
  webhookId: WebhookId
  onClose: () => void
  onReplaced: (secret: string) => void
}

/** Asks how long the secret before still signs, and replaces it. */
export function ReplaceSecretDialog({ webhookId, onClose, onReplaced }: ReplaceSecretDialogProps) {
  const [hours, setHours] = useState<Hours>('24')
  const [trouble, setTrouble] = useState<AdminTrouble | null>(null)

  const replace = useOneAtATime(async () => {
    const answer = await askServer('admin.webhooks.rotate', { webhookId, keepOldHours: Number(hours) })
    if (answer.ok) onReplaced(answer.value.secret)
    else setTrouble(answer)
  })

  return (
    <Dialog
      title="Replace the secret?"
      isOpen
      onClose={onClose}
      size="s"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={() => void replace()}>
            Replace
          </Button>
        </>
      }
    >
      {trouble && <ServerTrouble trouble={trouble} />}
      <p className="integration-paragraph">
        Until your system knows the new one, events can be signed with both.
      </p>
      <Select label="The secret before signs" options={KEEP} value={hours} onChange={setHours} />
    </Dialog>
  )
}
