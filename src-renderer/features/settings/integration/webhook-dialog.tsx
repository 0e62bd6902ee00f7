import { useState } from 'react'
import type { AdminTrouble } from '#shared/contract/admin-calls.ts'
import {
  DESCRIPTION_MAX_CHARS,
  URL_MAX_CHARS,
  type WebhookEndpoint
} from '#shared/features/webhook/endpoints.ts'
import { WEBHOOK_EVENTS, type WebhookEventType } from '#shared/features/webhook/events.ts'
import { askServer } from '../../../bridge/use-admin-view.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts'
import { ServerTrouble } from '../server-trouble.tsx'

interface WebhookDialogProps {
  /** null: a new one */
  endpoint: WebhookEndpoint | null
  onClose: () => void
  /** with the secret of a new one, null of one that was changed */
  onSaved: (secret: string | null) => void
}

/** The form of one webhook; what was typed stays when the server says no or is not there. */
export function WebhookDialog({ endpoint, onClose, onSaved }: WebhookDialogProps) {
  const [url, setUrl] = useState(endpoint?.url ?? 'https://')
  const [description, setDescription] = useState(endpoint?.description ?? '')
  const [events, setEvents] = useState<readonly WebhookEventType[]>(
    endpoint?.events ?? WEBHOOK_EVENTS.map(({ type }) => type)
  )
  const [trouble, setTrouble] = useState<AdminTrouble | null>(null)
  const [isSaving, setSaving] = useState(false)

  const save = useOneAtATime(async () => {
    setSaving(true)
    const content = { url, description, events: [...events] }
    if (endpoint) {
      const answer = await askServer('admin.webhooks.change', { webhookId: endpoint.id, ...content })
      if (answer.ok) return onSaved(null)
      setTrouble(answer)
    } else {
      const answer = await askServer('admin.webhooks.create', content)
      if (answer.ok) return onSaved(answer.value.secret)
      setTrouble(answer)
    }
    setSaving(false)
  })

  const choose = (type: WebhookEventType, isChosen: boolean) =>
    setEvents(isChosen ? [...events, type] : events.filter((event) => event !== type))
  const canSave = !isSaving && url.trim() !== '' && events.length > 0
  return (
    <Dialog
      title={endpoint ? 'Edit webhook' : 'New webhook'}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={!canSave} onPress={() => void save()}>
            {endpoint ? 'Save' : 'Create'}
          </Button>
        </>
      }
    >
      <form
        className="integration-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (canSave) void save()
        }}
      >
        {trouble && <ServerTrouble trouble={trouble} />}
        <TextField
          label="Address"
          hint="Where your system takes events: it begins with https://"
          value={url}
          onChange={setUrl}
          maxLength={URL_MAX_CHARS}
          autoFocus
        />
        <TextField
          label="Description"
          value={description}
          onChange={setDescription}
          maxLength={DESCRIPTION_MAX_CHARS}
        />
        <fieldset className="integration-events">
          <legend>Events</legend>
          {WEBHOOK_EVENTS.map(({ type, label }) => (
            <Checkbox
              key={type}
              isSelected={events.includes(type)}
              onChange={(isChosen) => choose(type, isChosen)}
            >
              {label}
            </Checkbox>
          ))}
          {events.length === 0 && <p className="integration-trouble">Choose at least one event.</p>}
        </fieldset>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
