import './inbox-row.css'
import { CircleAlert, Clock, PencilLine, Reply } from 'lucide-react'
import { memo } from 'react'
import type { InboxRow } from '#shared/features/conversation/views.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { StatusPill } from '../../../ui/status-pill.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import { usePresence } from '../../presence/use-presence.ts'
import { colleagueWords } from '../../presence/words.ts'
import { useRowDrop } from './use-row-drop.ts'

/** Pixels; every row of the inbox has the same height. */
export const INBOX_ROW_HEIGHT = 68

/** One conversation in the inbox: who, when, the last words, where it stands. */
export const InboxRowView = memo(function InboxRowView({ row }: { row: InboxRow }) {
  const { isOver, dropProps } = useRowDrop(row)
  const presence = usePresence(row.conversationId)
  const colleagues = colleagueWords(presence)
  return (
    <div className="inbox-row" data-unread={row.unread > 0} data-over={isOver} {...dropProps}>
      <Avatar name={row.followerName} id={row.followerId} />
      <div className="inbox-row-lines">
        <div className="inbox-row-line">
          <UserText text={row.followerName} isSingleLine className="inbox-row-name" />
          <span className="inbox-row-time">
            <RelativeTime atMs={row.lastActivityMs} />
          </span>
        </div>
        <div className="inbox-row-line">
          {presence?.isFollowerTyping ? (
            <span className="inbox-row-last inbox-row-typing">Typing…</span>
          ) : (
            <LastLine row={row} />
          )}
          <Marks row={row} />
        </div>
        <div className="inbox-row-line inbox-row-meta">
          <StatusPill
            status={row.status}
            variant="bare"
            {...(row.owner ? { agentName: row.owner.isMe ? 'You' : row.owner.name } : {})}
          />
          <UserText
            text={colleagues ?? row.channelName}
            isSingleLine
            className={colleagues === null ? 'inbox-row-channel' : 'inbox-row-channel inbox-row-colleagues'}
          />
        </div>
      </div>
    </div>
  )
})

function LastLine({ row }: { row: InboxRow }) {
  if (!row.lastMessage) return <span className="inbox-row-last">No messages yet</span>
  return (
    <span className="inbox-row-last">
      {row.lastMessage.direction === 'out' && (
        <Icon
          glyph={row.lastMessage.unsent ? Clock : Reply}
          size={12}
          label={row.lastMessage.unsent ? 'Not sent yet' : 'Answered'}
        />
      )}
      <UserText text={row.lastMessage.text} isSingleLine />
    </span>
  )
}

function Marks({ row }: { row: InboxRow }) {
  return (
    <span className="inbox-row-marks">
      {row.needsAttention && (
        <span className="inbox-row-alert">
          <Icon glyph={CircleAlert} size={14} label="Something was not sent" />
        </span>
      )}
      {row.hasDraft && <Icon glyph={PencilLine} size={14} label="Draft" />}
      <Badge count={row.unread} tone="accent" label={`${row.unread} unread`} />
    </span>
  )
}
