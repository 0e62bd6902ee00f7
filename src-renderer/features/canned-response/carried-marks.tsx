import { Gift, Paperclip } from 'lucide-react'
import { Icon } from '../../ui/icon.tsx'

interface CarriedMarksProps {
  files: readonly { name: string }[]
  /** in words; null for none */
  engagement: string | null
}

/** Small marks of what a response brings besides its words. */
export function CarriedMarks({ files, engagement }: CarriedMarksProps) {
  const names = files.map(({ name }) => name).join(', ')
  const words = files.length === 1 ? `1 file: ${names}` : `${files.length} files: ${names}`
  return (
    <>
      {files.length > 0 && (
        <span className="canned-mark" role="img" aria-label={words} title={words}>
          <Icon glyph={Paperclip} size={12} />
          {files.length}
        </span>
      )}
      {engagement !== null && (
        <span className="canned-mark" role="img" aria-label={engagement} title={engagement}>
          <Icon glyph={Gift} size={12} />
        </span>
      )}
    </>
  )
}
