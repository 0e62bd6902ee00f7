import './message-files.css'
import { lazy, Suspense, useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { DocumentRow } from './document-row.tsx'
import { classOf } from './file-face.tsx'
import { ImageTile } from './image-tile.tsx'
import { VideoTile } from './video-tile.tsx'

const Viewer = lazy(() => import('./viewer.tsx'))

interface MessageFilesProps {
  conversationId: ConversationId
  files: readonly Attachment[]
  /** which share is with the server, while they are on their way there; else null */
  uploadShare: number | null
}

/** The files of one message: pictures first, then videos, then documents. */
export function MessageFiles({ conversationId, files, uploadShare }: MessageFilesProps) {
  const [openAt, setOpenAt] = useState<number | null>(null)
  const images = files.filter(({ name }) => classOf(name) === 'image')
  const percent = Math.round((uploadShare ?? 0) * 100)
  return (
    <div className="message-files">
      {images.length > 0 && (
        <div className="image-tiles" data-count={Math.min(images.length, 4)}>
          {images.map((file, index) => (
            <ImageTile
              key={file.sha256}
              conversationId={conversationId}
              file={file}
              onOpen={() => setOpenAt(index)}
            />
          ))}
        </div>
      )}
      {files.map((file) => {
        const fileClass = classOf(file.name)
        if (fileClass === 'image') return null
        const Tile = fileClass === 'video' ? VideoTile : DocumentRow
        return <Tile key={file.sha256} conversationId={conversationId} file={file} />
      })}
      {uploadShare !== null && (
        <div className="message-files-upload">
          <ProgressBar label="Upload of the files" fraction={uploadShare} />
          <span>{percent === 0 ? 'Files wait to be uploaded' : `Uploaded ${percent}%`}</span>
        </div>
      )}
      {openAt !== null && (
        <Suspense>
          <Viewer
            conversationId={conversationId}
            images={images}
            startAt={openAt}
            onClose={() => setOpenAt(null)}
          />
        </Suspense>
      )}
    </div>
  )
}
