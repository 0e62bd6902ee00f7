import { Check, CircleAlert, Clock } from 'lucide-react'
import { memo } from 'react'
import { timeLabel } from './day.ts'
import { EngagementView } from './engagement-view.tsx'
import { FileView } from './file-view.tsx'
import type { MessageRow } from './thread-rows.ts'
import { WORDS } from './words.ts'

interface Props {
  row: MessageRow
  onEdit: (key: string) => void
  onRemove: (key: string) => void
  fileUrl: (sha256: string) => string
  onEngage: (key: string, outcome: 'opened' | 'redeemed') => Promise<string | null>
}

/** One message; a run of them shows the name once above, and the time and state once below. */
export const MessageItem = memo(function MessageItem({ row, onEdit, onRemove, fileUrl, onEngage }: Props) {
  const name = row.own ? WORDS.you : row.agentName
  const classes = ['message', row.own ? 'own' : 'theirs']
  if (row.first) classes.push('first')
  if (row.last) classes.push('last')
  if (row.state !== 'sent') classes.push(row.state)
  return (
    <li className={classes.join(' ')}>
      {name !== null && (
        <span className={row.first && !row.own ? 'message-name' : 'unseen'} dir="auto">
          {name}
        </span>
      )}
      {row.files.length > 0 && (
        <div className="files">
          {row.files.map((file) => (
            <FileView key={file.sha256} file={file} url={fileUrl(file.sha256)} />
          ))}
        </div>
      )}
      {row.engagement && (
        <EngagementView
          engagement={row.engagement}
          fileUrl={fileUrl}
          onStep={(outcome) => onEngage(row.key, outcome)}
        />
      )}
      {row.text !== '' && (
        <p className="bubble" dir="auto">
          {row.text}
        </p>
      )}
      {row.last && <Foot row={row} onEdit={onEdit} onRemove={onRemove} />}
    </li>
  )
})

function Foot({ row, onEdit, onRemove }: Omit<Props, 'fileUrl' | 'onEngage'>) {
  if (row.state === 'sent') {
    return (
      <p className="message-foot">
        <time dir="auto" dateTime={new Date(row.atMs).toISOString()}>
          {timeLabel(row.atMs)}
        </time>
        {row.own && (
          <>
            <span className="unseen">{WORDS.sent}</span>
            <Check size={14} aria-hidden="true" />
          </>
        )}
      </p>
    )
  }
  if (row.state === 'refused') {
    return (
      <div className="message-refused">
        <p className="message-foot">
          <CircleAlert size={14} aria-hidden="true" />
          <span>
            {WORDS.refused} {row.reason}
          </span>
        </p>
        {row.text !== '' && (
          <button type="button" onClick={() => onEdit(row.key)}>
            {WORDS.edit}
          </button>
        )}
        <button type="button" onClick={() => onRemove(row.key)}>
          {WORDS.remove}
        </button>
      </div>
    )
  }
  return (
    <p className="message-foot">
      <Clock size={13} aria-hidden="true" />
      <span>{WORDS[row.state]}</span>
    </p>
  )
}
