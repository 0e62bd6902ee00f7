import './drop-veil.css'
import { FileUp } from 'lucide-react'
import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import { useView } from '../../bridge/use-view.ts'
import { Icon } from '../../ui/icon.tsx'
import { limitWords } from './words.ts'

/** Over the place where files are about to be dropped: what will become of them, and how large they may be. */
export function DropVeil({ followerName }: { followerName: string }) {
  const limits = useView('attachment.limits', {}, []).data ?? USUAL_FILE_LIMITS
  return (
    <div className="drop-veil" role="status">
      <Icon glyph={FileUp} size={20} />
      <strong dir="auto">Attach to your message to {followerName}</strong>
      <span>{limitWords(limits)}</span>
    </div>
  )
}
