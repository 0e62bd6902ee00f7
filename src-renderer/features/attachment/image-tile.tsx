import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { fileUrl } from '#shared/features/attachment/views.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useFetched } from './use-fetched.ts'

interface ImageTileProps {
  conversationId: ConversationId
  file: Attachment
  onOpen: () => void
}

/** A picture in a message, in a frame whose size is known before the picture is. */
export function ImageTile({ conversationId, file, onOpen }: ImageTileProps) {
  const fetched = useFetched({ conversationId, sha256: file.sha256 })
  const [isBroken, setBroken] = useState(false)
  if (fetched.trouble !== null || isBroken) {
    return (
      <div className="image-tile-gone">
        <Icon glyph={ImageOff} size={20} />
        <span dir="auto">{fetched.trouble ?? `${file.name} could not be shown.`}</span>
        <Button
          size="s"
          variant="quiet"
          onPress={() => {
            setBroken(false)
            fetched.again()
          }}
        >
          Try again
        </Button>
      </div>
    )
  }
  return (
    <AriaButton className="image-tile" aria-label={`Open ${file.name}`} onPress={onOpen}>
      {fetched.isHere && (
        <img
          src={fileUrl({ conversationId, sha256: file.sha256 })}
          alt=""
          decoding="async"
          draggable={false}
          onError={() => setBroken(true)}
        />
      )}
    </AriaButton>
  )
}
