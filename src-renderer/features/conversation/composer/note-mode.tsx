import { StickyNote } from 'lucide-react'
import { ToggleIconButton } from '../../../ui/icon-button.tsx'
import { NOTE_KEYS, useChatShortcut } from '../chat-shortcuts.ts'
import type { ComposerPart, SendGuard } from './composing.ts'

/** Turns what is written into a note for agents only, or back into an answer; it stays so until it is turned again. */
export const NoteModeTool: ComposerPart = ({ composing }) => {
  const { content, change, inputRef } = composing
  const turn = (isNote: boolean) => {
    change({ mode: isNote ? 'note' : 'reply' })
    inputRef.current?.focus()
  }
  useChatShortcut(NOTE_KEYS, () => turn(content.mode === 'reply'))
  return (
    <ToggleIconButton
      icon={StickyNote}
      label="Internal note"
      shortcut={NOTE_KEYS}
      isSelected={content.mode === 'note'}
      onChange={turn}
    />
  )
}

/** A note is text: files and engagements are for the follower. */
export const isNotePlain: SendGuard = ({ content }) => {
  if (content.mode !== 'note') return null
  if (content.attachments.length > 0 || content.engagementId !== null) {
    return { reason: 'A note is text only: remove what is attached, or turn it into an answer' }
  }
  return content.text.trim() === '' ? { reason: 'Write something first', isPlain: true } : null
}
