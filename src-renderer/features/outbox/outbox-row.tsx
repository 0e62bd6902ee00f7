import {
  CircleAlert,
  CirclePause,
  Clock,
  type LucideIcon,
  RotateCw,
  Send,
  TriangleAlert,
  Upload
} from 'lucide-react'
import { memo } from 'react'
import type { OutboxItem, SyncStatus } from '#shared/sync/status.ts'
import { Icon } from '../../ui/icon.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { describe } from './describe.ts'
import { stateWords } from './state-words.ts'

/** Pixels; every row of the Outbox has the same height. */
export const OUTBOX_ROW_HEIGHT = 68

interface OutboxRowProps {
  item: OutboxItem
  link: SyncStatus['link'] | undefined
}

/** One unsettled Operation in the list: what it is, its words, where it stands. */
export const OutboxRow = memo(function OutboxRow({ item, link }: OutboxRowProps) {
  const { title, text } = describe(item)
  return (
    <div className="outbox-row" data-refused={item.state === 'rejected'}>
      <span className="outbox-row-glyph">
        <Icon glyph={glyphOf(item)} size={16} />
      </span>
      <div className="outbox-row-lines">
        <div className="outbox-row-line">
          <UserText
            text={item.about === null ? title : `${title}: ${item.about}`}
            isSingleLine
            className="outbox-row-title"
          />
          <span className="outbox-row-time">
            <RelativeTime atMs={item.createdAtMs} />
          </span>
        </div>
        <UserText text={text ?? ''} isSingleLine className="outbox-row-text" />
        <span className="outbox-state">{stateWords(item, link)}</span>
      </div>
    </div>
  )
})

function glyphOf(item: OutboxItem): LucideIcon {
  if (item.state === 'rejected') {
    return item.readable && item.rejection?.code !== 'needs_review' ? CircleAlert : TriangleAlert
  }
  if (item.heldBy) return CirclePause
  if (item.nextAtMs !== null) return RotateCw
  if (item.state === 'sending' || item.state === 'accepted') return Send
  return item.uploadShare !== null && item.uploadShare < 1 ? Upload : Clock
}
