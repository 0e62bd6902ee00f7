import { FileText, ImageIcon, Play } from 'lucide-react'
import { sizeLabel } from './size-label.ts'
import type { RowFile } from './thread-rows.ts'
import { WORDS } from './words.ts'

/** A file of a message: a picture, a video in place, or a document to download; with its progress while it is sent. */
export function FileView({ file, url }: { file: RowFile; url: string }) {
  const { name, mediaType, sizeBytes, uploadShare } = file
  if (uploadShare === null && mediaType.startsWith('image/')) {
    return (
      <a className="file-image" href={url} target="_blank" rel="noopener noreferrer" download={name}>
        <img src={url} alt={name} loading="lazy" decoding="async" />
      </a>
    )
  }
  if (uploadShare === null && mediaType.startsWith('video/')) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: a video of a person's own has no captions
      <video className="file-video" src={url} controls playsInline preload="metadata" aria-label={name} />
    )
  }
  const Glyph = mediaType.startsWith('image/') ? ImageIcon : mediaType.startsWith('video/') ? Play : FileText
  const content = (
    <>
      <Glyph size={20} aria-hidden="true" />
      <span className="file-words">
        <span className="file-name" dir="auto">
          {name}
        </span>
        <span className="file-size">
          {uploadShare === null ? sizeLabel(sizeBytes) : WORDS.uploaded(Math.round(uploadShare * 100))}
        </span>
        {uploadShare !== null && <progress value={uploadShare} max={1} aria-label={name} />}
      </span>
    </>
  )
  if (uploadShare !== null) return <div className="file-row">{content}</div>
  return (
    <a className="file-row" href={url} download={name}>
      {content}
    </a>
  )
}
