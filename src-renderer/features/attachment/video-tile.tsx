import { Download, Play } from 'lucide-react'
import { useState } from 'react'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { type FileRef, fileUrl } from '#shared/features/attachment/views.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { useFetched } from './use-fetched.ts'
import { useFileActs } from './use-file-acts.ts'
import { sizeWords } from './words.ts'

/** A video in a message: it is fetched when it is asked for, and plays in its place. */
export function VideoTile({ conversationId, file }: Pick<FileRef, 'conversationId'> & { file: Attachment }) {
  const ref = { conversationId, sha256: file.sha256 }
  const fetched = useFetched(ref, false)
  const acts = useFileActs(ref, file.name)
  const [isUnplayable, setUnplayable] = useState(false)
  const isLoading = fetched.isWished && !fetched.isHere && fetched.trouble === null
  return (
    <div className="video-tile">
      {fetched.isHere && !isUnplayable ? (
        // biome-ignore lint/a11y/useMediaCaption: a video of a person's own has no captions
        <video
          src={fileUrl(ref)}
          controls
          autoPlay
          aria-label={file.name}
          onError={() => setUnplayable(true)}
        />
      ) : (
        <div className="video-poster">
          <Button icon={Play} isDisabled={isLoading || isUnplayable} onPress={fetched.again}>
            {isLoading ? 'Loading…' : 'Play'}
          </Button>
        </div>
      )}
      <div className="video-foot">
        <UserText text={file.name} isSingleLine />
        <span className="file-row-note">{sizeWords(file.sizeBytes)}</span>
        <IconButton icon={Download} label={`Save ${file.name}`} size="s" onPress={acts.save} />
      </div>
      {(fetched.trouble !== null || isUnplayable) && (
        <p className="file-trouble" role="status" dir="auto">
          {fetched.trouble ?? 'This video cannot be played here. Save it and open it in another program.'}
        </p>
      )}
    </div>
  )
}
