import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import type { PasswordInvitation } from '#shared/features/session/people.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'

interface InvitationDialogProps {
  invitation: PasswordInvitation
  onClose: () => void
}

/** How the person gets to a password: a link that is shown only now, or a mail that is on its way. */
export function InvitationDialog({ invitation: { email, link }, onClose }: InvitationDialogProps) {
  const [isCopied, setCopied] = useState(false)
  const done = (
    <Button variant="primary" onPress={onClose}>
      Done
    </Button>
  )
  if (link === null) {
    return (
      <Dialog title="A mail is on its way" isOpen onClose={onClose} size="s" actions={done}>
        <p dir="auto">{email} gets a link to choose a password. It works once, for a week.</p>
      </Dialog>
    )
  }
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  return (
    <Dialog
      title="Hand over this link"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button icon={isCopied ? Check : Copy} onPress={() => void copy()}>
            {isCopied ? 'Copied' : 'Copy link'}
          </Button>
          {done}
        </>
      }
    >
      <div className="people-form">
        <p dir="auto">
          With it {email} chooses a password in a browser. It works once, for a week, and is shown only now:
          whoever has it can sign in as this person.
        </p>
        <TextField label="Link" value={link} isReadOnly />
      </div>
    </Dialog>
  )
}
