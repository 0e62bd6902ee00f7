import { useCallback, useState } from 'react'
import { ChannelId, type EngagementId } from '#shared/base/ids.ts'
import { type EngagementContent, filesOfContent, missingIn } from '#shared/features/engagement/content.ts'
import { engagementCreate, engagementEdit } from '#shared/features/engagement/operations.ts'
import type { EngagementView } from '#shared/features/engagement/views.ts'
import { TYPE_WORDS } from '#shared/features/engagement/words.ts'
import { desk } from '../../../bridge/desk.ts'
import { useView } from '../../../bridge/use-view.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts'
import { EngagementCard } from '../card/engagement-card.tsx'
import { ContentFields } from './content-fields.tsx'
import { Copying } from './copying.ts'

/** What a form begins with: a draft that is there, or one that will be. */
export interface FormStart {
  engagementId: EngagementId
  channelId: ChannelId | null
  content: EngagementContent
  /** the engagement that names the files of the content: the one that was copied, or this one */
  filesOf: EngagementId
  /** the draft that is edited; null for a new one */
  edits: Pick<EngagementView, 'version'> | null
}

/** The fields of an engagement, and beside them what its followers will see. It is kept as a draft, on this computer first. */
export function EngagementForm({ start, onClose }: { start: FormStart; onClose: () => void }) {
  const { engagementId, filesOf, edits } = start
  const [content, setContent] = useState(start.content)
  const [channelId, setChannelId] = useState(start.channelId)
  const [copying, setCopying] = useState(0)
  const countCopying = useCallback((by: 1 | -1) => setCopying((count) => count + by), [])
  const [trouble, setTrouble] = useState<string | null>(null)
  const channels = useView('conversation.channels', {}, ['channels']).data ?? []
  const missing = missingIn(content, Date.now())
  const save = useOneAtATime(async () => {
    if (channelId === null) return setTrouble('Choose the channel that it belongs to.')
    const args = {
      engagementId,
      channelId,
      content,
      // what came with the draft, or the one it was copied from, is in the catalogue already
      held: filesOfContent(start.content).map(({ sha256 }) => sha256)
    }
    const outcome = edits
      ? await desk.submit(engagementEdit, args, { version: edits.version })
      : await desk.submit(engagementCreate, args, {})
    if (outcome.ok) onClose()
    else setTrouble(outcome.message)
  })
  const type = TYPE_WORDS[content.type]
  return (
    <Dialog
      title={edits ? `Edit ${type.toLowerCase()}` : `New ${type.toLowerCase()}`}
      size="l"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={copying > 0} onPress={() => void save()}>
            Save draft
          </Button>
        </>
      }
    >
      {trouble !== null && <Banner tone="danger">{trouble}</Banner>}
      <div className="engagement-form">
        <div className="engagement-form-fields">
          <Select
            label="Channel"
            placeholder="Choose a channel"
            options={channels.map(({ id, name }) => ({ id, label: name }))}
            value={channelId}
            onChange={(id) => setChannelId(ChannelId.parse(id))}
          />
          <Copying value={countCopying}>
            <ContentFields engagementId={filesOf} content={content} onChange={setContent} />
          </Copying>
        </div>
        <div className="engagement-form-preview">
          <h3>As followers see it</h3>
          <EngagementCard card={{ engagementId: filesOf, content }} />
          {missing.length > 0 && (
            <>
              <h3>Before it can be activated</h3>
              <ul className="engagement-form-missing">
                {missing.map((lack) => (
                  <li key={lack}>{lack}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
    </Dialog>
  )
}
