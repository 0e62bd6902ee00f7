import type { ConversationId } from '#shared/base/ids.ts'
import type { EngagementCard } from '#shared/features/engagement/content.ts'
import { useView } from '../../../bridge/use-view.ts'
import { EngagementChooser } from './engagement-chooser.tsx'

interface EngagementPickerProps {
  conversationId: ConversationId
  followerName: string
  onPick: (card: EngagementCard) => void
  onClose: () => void
}

/** Everything that this follower can be sent. */
export function EngagementPicker({ conversationId, followerName, onPick, onClose }: EngagementPickerProps) {
  const topics = ['engagements', `conversation:${conversationId}`] as const
  return (
    <EngagementChooser
      title={`Engagements for ${followerName}`}
      cards={useView('engagement.available', { conversationId }, topics).data}
      nothing="Nothing can be sent to this follower now."
      onPick={onPick}
      onClose={onClose}
    />
  )
}
