import { useState } from 'react'
import type { AdminTrouble } from '#shared/contract/admin-calls.ts'
import { API_KEY_NAME_MAX, ApiScope, SCOPE_WORDS } from '#shared/features/integration/api-keys.ts'
import { askServer } from '../../../bridge/use-admin-view.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts'
import { ServerTrouble } from '../server-trouble.tsx'

interface ApiKeyDialogProps {
  onClose: () => void
  onMade: (secret: string) => void
}

/** Names a new key and chooses what it may do. */
export function ApiKeyDialog({ onClose, onMade }: ApiKeyDialogProps) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly ApiScope[]>([])
  const [trouble, setTrouble] = useState<AdminTrouble | null>(null)

  const make = useOneAtATime(async () => {
    const answer = await askServer('admin.api-keys.create', { name, scopes: [...scopes] })
    if (answer.ok) onMade(answer.value.secret)
    else setTrouble(answer)
  })

  return (
    <Dialog
      title="New API key"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={name.trim() === '' || scopes.length === 0}
            onPress={() => void make()}
          >
            Create
          </Button>
        </>
      }
    >
      <div className="integration-form">
        {trouble && <ServerTrouble trouble={trouble} />}
        <TextField
          label="Name"
          hint="The system that will use it"
          value={name}
          onChange={setName}
          maxLength={API_KEY_NAME_MAX}
          autoFocus
        />
        <fieldset className="integration-scopes">
          <legend>It may</legend>
          {ApiScope.options.map((scope) => (
            <Checkbox
              key={scope}
              isSelected={scopes.includes(scope)}
              onChange={(isChosen) =>
                setScopes(isChosen ? [...scopes, scope] : scopes.filter((one) => one !== scope))
              }
            >
              {SCOPE_WORDS[scope]}
            </Checkbox>
          ))}
        </fieldset>
      </div>
    </Dialog>
  )
}
