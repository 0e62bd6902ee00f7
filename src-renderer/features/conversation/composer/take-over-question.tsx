import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'

interface TakeOverQuestionProps {
  /** who answers the follower now */
  name: string
  isOpen: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** A colleague answers here: sending takes the chat from them, so it asks first. */
export function TakeOverQuestion({ name, isOpen, onConfirm, onCancel }: TakeOverQuestionProps) {
  return (
    <ConfirmDialog
      title={`Take over this chat from ${name}?`}
      confirmLabel="Take over and send"
      isOpen={isOpen}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>{name} is answering this follower now. Your message is sent and you become the one who answers.</p>
    </ConfirmDialog>
  )
}
