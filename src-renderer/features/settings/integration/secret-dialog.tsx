import { Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'

interface SecretDialogProps {
  title: string
  secret: string
  /** what it is for, as a sentence */
  children: ReactNode
  onClose: () => void
}

/** A secret, shown this once. */
export function SecretDialog({ title, secret, children, onClose }: SecretDialogProps) {
  const [isCopied, setCopied] = useState(false)

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(secret)
    setCopied(true)
  }

  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button icon={Copy} autoFocus onPress={() => void copy()}>
            {isCopied ? 'Copied' : 'Copy'}
          </Button>
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p className="integration-paragraph">
        {children} It is shown now and never again: copy it to where your system keeps its secrets.
      </p>
      <TextField label="Secret" value={secret} isReadOnly />
    </Dialog>
  )
}
