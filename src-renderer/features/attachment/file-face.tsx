import './file-face.css'
import { FileText, Film, ImageIcon, Music } from 'lucide-react'
import { useState } from 'react'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { FileClass } from '#shared/features/attachment/kinds/kind.ts'
import { kindOfName } from '#shared/features/attachment/kinds/list.ts'
import { type FileRef, fileUrl } from '#shared/features/attachment/views.ts'
import { Icon } from '../../ui/icon.tsx'

const GLYPHS = { image: ImageIcon, video: Film, document: FileText, audio: Music }

export function classOf(name: string): FileClass {
  return kindOfName(name, 'any')?.class ?? 'document'
}

export interface FileFaceProps {
  conversationId: FileRef['conversationId']
  name: string
  /** null while the file is not copied yet */
  attachment: Attachment | null
}

/** A small square that shows what a file is: the picture itself, or an icon of its class. */
export function FileFace({ conversationId, name, attachment }: FileFaceProps) {
  const [isBroken, setBroken] = useState(false)
  const fileClass = classOf(name)
  if (fileClass === 'image' && attachment && !isBroken) {
    return (
      <img
        className="file-face"
        src={fileUrl({ conversationId, sha256: attachment.sha256 })}
        alt=""
        decoding="async"
        draggable={false}
        onError={() => setBroken(true)}
      />
    )
  }
  return (
    <span className="file-face" data-class={fileClass}>
      <Icon glyph={GLYPHS[fileClass]} size={16} />
    </span>
  )
}
