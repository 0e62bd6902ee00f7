import { Download, ExternalLink } from 'lucide-react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { FileFace } from './file-face.tsx'
import { useFileActs } from './use-file-acts.ts'
import { sizeWords } from './words.ts'

/** A document in a message: what it is called, how large it is, and its two ways out of the desk. */
export function DocumentRow({ conversationId, file }: { conversationId: ConversationId; file: Attachment }) {
  const acts = useFileActs({ conversationId, sha256: file.sha256 }, file.name)
  return (
    <div className="file-row">
      <FileFace conversationId={conversationId} name={file.name} attachment={null} />
      <span className="file-row-words">
        <UserText text={file.name} isSingleLine />
        <span className="file-row-note">{sizeWords(file.sizeBytes)}</span>
      </span>
      <IconButton icon={ExternalLink} label={`Open ${file.name}`} size="s" onPress={acts.open} />
      <IconButton icon={Download} label={`Save ${file.name}`} size="s" onPress={acts.save} />
    </div>
  )
}
