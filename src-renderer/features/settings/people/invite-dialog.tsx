import { useId, useState } from 'react'
import type { AdminTrouble } from '#shared/contract/admin-calls.ts'
import { Role } from '#shared/features/session/entities.ts'
import type { PasswordInvitation } from '#shared/features/session/people.ts'
import { askServer } from '../../../bridge/use-admin-view.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts'
import { ServerTrouble } from '../server-trouble.tsx'
import { ROLE_WORDS } from './words.ts'

interface InviteDialogProps {
  onClose: () => void
  onInvited: (invitation: PasswordInvitation) => void
}

/** Name, address and role of somebody new; what was typed stays when the server cannot be asked. */
export function InviteDialog({ onClose, onInvited }: InviteDialogProps) {
  const form = useId()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<AdminTrouble | null>(null)
  const invite = useOneAtATime(async () => {
    setAsking(true)
    const answer = await askServer('admin.people.invite', { name, email, role })
    setAsking(false)
    setTrouble(answer.ok ? null : answer)
    if (answer.ok) onInvited(answer.value)
  })
  const isReady = name.trim() !== '' && /^[^\s@]+@[^\s@]+$/.test(email.trim())
  return (
    <Dialog
      title="Invite a person"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} isDisabled={!isReady || isAsking}>
            Invite
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="people-form"
        onSubmit={(event) => {
          event.preventDefault()
          void invite()
        }}
      >
        {trouble && <ServerTrouble trouble={trouble} />}
        <TextField label="Name" value={name} onChange={setName} maxLength={200} autoFocus />
        <TextField label="E-mail" type="email" value={email} onChange={setEmail} maxLength={320} />
        <Select<Role>
          label="Role"
          options={Role.options.map((id) => ({ id, label: ROLE_WORDS[id], hint: ROLE_HINTS[id] }))}
          value={role}
          onChange={setRole}
        />
      </form>
    </Dialog>
  )
}

const ROLE_HINTS: Record<Role, string> = {
  agent: 'Chats with followers',
  lead: 'Also decides requests of partners',
  admin: 'Also keeps people and engagements'
}
