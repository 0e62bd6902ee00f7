import { Gift, X } from 'lucide-react'
import { useState } from 'react'
import { titleOf } from '#shared/features/engagement/content.ts'
import { TYPE_WORDS } from '#shared/features/engagement/words.ts'
import { Icon } from '../../../ui/icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { later } from '../../../ui/later.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import type { ComposerPart, SendGuard } from './composing.ts'

const EngagementPicker = later(
  async () => (await import('../../engagement/picker/engagement-picker.tsx')).EngagementPicker
)

/** The engagement icon: all that can be sent to this follower. */
export const EngagementTool: ComposerPart = ({ composing }) => {
  const [isOpen, setOpen] = useState(false)
  const { header, content } = composing
  return (
    <>
      <IconButton
        icon={Gift}
        label="Engagements"
        hint="Messages, promos, coupons, sticker packs, ringtones, wallpapers"
        isDisabled={content.mode === 'note'}
        onPress={() => setOpen(true)}
      />
      {isOpen && (
        <EngagementPicker
          conversationId={header.conversationId}
          followerName={header.follower.name}
          onPick={(card) => {
            setOpen(false)
            composing.pick(card)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** The engagement of what is being written, or why it cannot go any more. */
export const EngagementChip: ComposerPart = ({ composing }) => {
  const { picked, content, change, inputRef } = composing
  if (content.engagementId === null) return null
  const title = picked?.card ? titleOf(picked.card.content) : 'Engagement'
  return (
    <div className="composer-engagement" data-gone={picked?.why != null}>
      <Icon glyph={Gift} size={16} />
      <span className="composer-engagement-type">
        {picked?.card ? TYPE_WORDS[picked.card.content.type] : ''}
      </span>
      <UserText text={title} isSingleLine />
      {picked?.why != null && <span role="status">{picked.why}</span>}
      <IconButton
        icon={X}
        label={`Remove ${title}`}
        size="s"
        onPress={() => {
          change({ engagementId: null })
          inputRef.current?.focus()
        }}
      />
    </div>
  )
}

/** What cannot go to this follower is taken out first. */
export const isEngagementAvailable: SendGuard = ({ content, picked }) =>
  content.engagementId !== null && picked?.why != null
    ? { reason: 'Remove the engagement: it cannot be sent' }
    : null
