import './file-chip.css'
import { CircleAlert, X } from 'lucide-react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { FileFace } from './file-face.tsx'
import { sizeWords } from './words.ts'

interface FileChipProps {
  conversationId: ConversationId
  name: string
  sizeBytes: number
  /** null while it is being copied */
  attachment: Attachment | null
  onRemove: () => void
}

/** A file that goes with what is being written. */
export function FileChip({ conversationId, name, sizeBytes, attachment, onRemove }: FileChipProps) {
  return (
    <li className="file-chip" data-arriving={attachment === null}>
      <FileFace conversationId={conversationId} name={name} attachment={attachment} />
      <span className="file-chip-words">
        <UserText text={name} isSingleLine className="file-chip-name" />
        <span className="file-chip-note">{attachment ? sizeWords(sizeBytes) : 'Copying…'}</span>
      </span>
      <IconButton icon={X} label={`Remove ${name}`} size="s" onPress={onRemove} />
    </li>
  )
}

/** A file that cannot be sent, and why. */
export function RefusedChip({
  name,
  refusal,
  onDismiss
}: {
  name: string
  refusal: string
  onDismiss: () => void
}) {
  return (
    <li className="file-refusal">
      <Icon glyph={CircleAlert} size={14} />
      <span className="file-refusal-text" dir="auto">
        {refusal}
      </span>
      <IconButton icon={X} label={`Dismiss ${name}`} size="s" onPress={onDismiss} />
    </li>
  )
}
