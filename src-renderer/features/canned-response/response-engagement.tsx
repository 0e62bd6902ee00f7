import { Gift, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { EngagementId } from '#shared/base/ids.ts'
import { titleOf } from '#shared/features/engagement/content.ts'
import { TYPE_WORDS } from '#shared/features/engagement/words.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { EngagementChooser } from '../engagement/picker/engagement-chooser.tsx'

interface ResponseEngagementProps {
  engagementId: EngagementId | null
  onChange: (engagementId: EngagementId | null) => void
}

/** The one engagement that a response brings: chosen from what is offered now, on whatever channel. */
export function ResponseEngagement({ engagementId, onChange }: ResponseEngagementProps) {
  const [isOpen, setOpen] = useState(false)
  const catalogue = useView('engagement.catalogue', {}, ['engagements']).data
  const offered = useMemo(() => catalogue?.filter(({ state }) => state === 'active'), [catalogue])
  const chosen = catalogue?.find((one) => one.engagementId === engagementId)
  const title = chosen ? titleOf(chosen.content) : 'An engagement that is not here any more'
  return (
    // biome-ignore lint/a11y/useSemanticElements: what is chosen with its buttons, not a form of its own
    <div className="canned-carried" role="group" aria-label="Engagement">
      <span className="ui-field-label">Engagement</span>
      {engagementId !== null && catalogue && (
        <div className="canned-engagement">
          <Icon glyph={Gift} size={16} />
          <span className="canned-engagement-words">
            <UserText text={title} isSingleLine />
            {chosen && (
              <span className="canned-carried-note">
                {TYPE_WORDS[chosen.content.type]} of {chosen.channelName}
                {chosen.state !== 'active' && ' · No longer offered: it is left out when it is inserted'}
              </span>
            )}
          </span>
          <IconButton icon={X} label={`Remove ${title}`} size="s" onPress={() => onChange(null)} />
        </div>
      )}
      <div className="canned-carried-bar">
        <Button size="s" icon={Gift} onPress={() => setOpen(true)}>
          {engagementId === null ? 'Add an engagement' : 'Choose another one'}
        </Button>
      </div>
      {isOpen && (
        <EngagementChooser
          title="Engagement of the response"
          cards={offered}
          nothing="No engagement is offered now."
          onPick={(card) => {
            setOpen(false)
            onChange(card.engagementId)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}
