import { ArrowRightLeft, StickyNote } from 'lucide-react'
import { memo } from 'react'
import { OpId } from '#shared/base/ids.ts'
import type { NoteView as Note } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { MessageStateIcon } from '../../../ui/message-state-icon.tsx'
import { rejectionWords } from '../../outbox/rejection-words.ts'
import { timeOf } from '../../outbox/state-words.ts'
import { BubbleTime } from './bubble-time.tsx'
import { MessageText } from './message-text.tsx'

interface NoteViewProps {
  note: Note
  dayText: string | null
}

/** A note among the messages, or a transfer with its note: seen by agents only, and it looks like that. */
export const NoteItem = memo(function NoteItem({ note, dayText }: NoteViewProps) {
  const author = note.author?.isMe ? 'You' : note.author?.name || 'A colleague'
  const to = note.transferredTo?.isMe ? 'you' : note.transferredTo?.name || 'a colleague'
  const detail = note.nextAtMs === null ? {} : { detail: timeOf(note.nextAtMs) }
  return (
    <li className="thread-item" data-item={note.noteId} tabIndex={-1}>
      {dayText && (
        <div className="thread-day">
          <span>{dayText}</span>
        </div>
      )}
      <div className="note" data-state={note.sendState ?? undefined}>
        <span className="note-head">
          <Icon glyph={note.transferredTo ? ArrowRightLeft : StickyNote} size={14} />
          <span dir="auto">
            {note.transferredTo
              ? note.sendState === null
                ? `${author} transferred this chat to ${to}`
                : `${author} transfer${note.author?.isMe ? '' : 's'} this chat to ${to}`
              : `${author} wrote a note, for agents only`}
          </span>
          <span className="bubble-foot">
            <BubbleTime atMs={note.atMs} />
            {note.sendState && <MessageStateIcon state={note.sendState} {...detail} />}
          </span>
        </span>
        {note.text !== '' && <MessageText text={note.text} />}
      </div>
      {note.rejection && !note.transferredTo && <RefusedNote note={note} rejection={note.rejection} />}
    </li>
  )
})

function RefusedNote({ note, rejection }: { note: Note; rejection: NonNullable<Note['rejection']> }) {
  const opId = OpId.parse(note.noteId)
  return (
    <div className="refused-message" role="status">
      <span>Not saved: {rejectionWords(rejection.code, rejection.detail, timeOf)}.</span>
      <span className="refused-message-acts">
        <Button size="s" onPress={() => void desk.act('outbox.retry', { opId, base: {} })}>
          Retry
        </Button>
        <Button size="s" variant="quiet" onPress={() => void desk.act('outbox.discard', { opId })}>
          Discard
        </Button>
      </span>
    </div>
  )
}
