import './file-chip.css'
import { CircleAlert, X } from 'lucide-react'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { FileRef } from '#shared/features/attachment/views.ts'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { FileFace, type FileFaceProps } from './file-face.tsx'
import { useFetched } from './use-fetched.ts'
import { sizeWords } from './words.ts'

interface FileChipProps {
  conversationId: FileRef['conversationId']
  name: string
  /** null while it is being copied */
  attachment: Attachment | null
  onRemove: () => void
}

/** A file that goes with what is being written. */
export function FileChip({ conversationId, name, attachment, onRemove }: FileChipProps) {
  return (
    <li className="file-chip" data-arriving={attachment === null}>
      {attachment ? (
        <HeldFile conversationId={conversationId} name={name} attachment={attachment} />
      ) : (
        <>
          <FileFace conversationId={conversationId} name={name} attachment={null} />
          <Words name={name} note="Copying…" />
        </>
      )}
      <IconButton icon={X} label={`Remove ${name}`} size="s" onPress={onRemove} />
    </li>
  )
}

/** A file that is here; or one of a canned response that is still at the server only, from where it goes out all the same. */
function HeldFile({
  conversationId,
  name,
  attachment
}: Omit<FileFaceProps, 'attachment'> & { attachment: Attachment }) {
  const { trouble } = useFetched({ conversationId, sha256: attachment.sha256 })
  const size = sizeWords(attachment.sizeBytes)
  return (
    <>
      <FileFace
        // a picture that could not be shown is tried anew once it is here
        key={trouble === null ? 'here' : 'there'}
        conversationId={conversationId}
        name={name}
        attachment={attachment}
      />
      <Words name={name} note={trouble === null ? size : `${size} · not on this computer yet`} />
    </>
  )
}

function Words({ name, note }: { name: string; note: string }) {
  return (
    <span className="file-chip-words">
      <UserText text={name} isSingleLine className="file-chip-name" />
      <span className="file-chip-note">{note}</span>
    </span>
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
