import './message-state-icon.css'
import { Check, CheckCheck, CircleAlert, CirclePause, Clock, PencilLine, RotateCw, Send } from 'lucide-react'
import { type Glyph, Icon } from './icon.tsx'
import { type MessageState, useWords } from './words.ts'

const glyphs: Record<MessageState, Glyph> = {
  draft: PencilLine,
  queued: Clock,
  sending: Send,
  sent: Check,
  delivered: CheckCheck,
  waiting: CirclePause,
  retrying: RotateCw,
  refused: CircleAlert
}

/** How far an own message has come; `detail` adds the reason or the time to what is read and hovered. */
export function MessageStateIcon({ state, detail }: { state: MessageState; detail?: string }) {
  const word = useWords().messageState[state]
  const label = detail === undefined ? word : `${word}: ${detail}`
  return (
    <span className="ui-message-state" data-state={state}>
      <Icon glyph={glyphs[state]} size={14} label={label} />
    </span>
  )
}
