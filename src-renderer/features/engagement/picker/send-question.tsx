import { type EngagementCard, titleOf } from '#shared/features/engagement/content.ts'
import { TYPE_WORDS } from '#shared/features/engagement/words.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'

interface SendQuestionProps {
  /** null while nothing is asked */
  card: EngagementCard | null
  followerName: string
  onConfirm: () => void
  onCancel: () => void
}

/** The question of the guide before an engagement is sent: what it is, and whom it goes to. */
export function SendQuestion({ card, followerName, onConfirm, onCancel }: SendQuestionProps) {
  const type = card ? TYPE_WORDS[card.content.type] : ''
  return (
    <ConfirmDialog
      title={`Are you sure you want to send this ${type.toLowerCase()}?`}
      confirmLabel={`Send ${type.toLowerCase()}`}
      isOpen={card !== null}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p dir="auto">
        {type} “{card ? titleOf(card.content) : ''}” goes to {followerName}. Cancel keeps it in what you are
        writing.
      </p>
    </ConfirmDialog>
  )
}
