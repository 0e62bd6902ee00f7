import { useState } from 'react'
import { desk } from '../../bridge/desk.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

interface SignOutDialogProps {
  isOpen: boolean
  onClose: () => void
}

/** Signing out wipes what is cached here; unsent work is named and must be given up on purpose. */
export function SignOutDialog({ isOpen, onClose }: SignOutDialogProps) {
  const [unsent, setUnsent] = useState(0)
  const close = () => {
    setUnsent(0)
    onClose()
  }
  const signOut = async () => {
    const result = await desk.act('session.sign-out', { discardUnsent: unsent > 0 })
    if (!result.ok) setUnsent(result.unsent)
  }
  if (unsent > 0) {
    return (
      <ConfirmDialog
        title={
          unsent === 1 ? 'One thing you did is not sent yet' : `${unsent} things you did are not sent yet`
        }
        confirmLabel="Discard and sign out"
        cancelLabel="Stay signed in"
        tone="danger"
        isOpen={isOpen}
        onConfirm={() => void signOut()}
        onCancel={close}
      >
        <p>
          If you sign out now, they are lost for good. Stay signed in until they are sent, or look at them in
          the Outbox.
        </p>
      </ConfirmDialog>
    )
  }
  return (
    <ConfirmDialog
      title="Sign out?"
      confirmLabel="Sign out"
      isOpen={isOpen}
      onConfirm={() => void signOut()}
      onCancel={close}
    >
      <p>Conversations, canned responses and drafts are removed from this computer.</p>
    </ConfirmDialog>
  )
}
