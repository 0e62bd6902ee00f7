import { CalendarSearch } from 'lucide-react'
import { useState } from 'react'
import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { DATE_KEYS, useChatShortcut } from '../chat-shortcuts.ts'

interface DateButtonProps {
  header: ConversationHeader
  onGoTo: (position: number) => void
}

/** Jumps to the first message of a day, or the first one after it. */
export function DateButton({ header, onGoTo }: DateButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const [day, setDay] = useState('')
  const [isAfterAll, setAfterAll] = useState(false)
  useChatShortcut(DATE_KEYS, () => setOpen(true))
  const atMs = day === '' ? Number.NaN : new Date(`${day}T00:00`).getTime()
  const go = async () => {
    if (Number.isNaN(atMs)) return
    const { conversationId } = header
    const position = await desk.query('conversation.position-at', { conversationId, atMs })
    if (position === null) return setAfterAll(true)
    setOpen(false)
    onGoTo(position)
  }
  return (
    <>
      <IconButton
        icon={CalendarSearch}
        label="Go to a date"
        shortcut={DATE_KEYS}
        onPress={() => setOpen(true)}
      />
      <Dialog
        title="Go to a date"
        size="s"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <Button variant="primary" isDisabled={Number.isNaN(atMs)} onPress={() => void go()}>
            Go
          </Button>
        }
      >
        <TextField
          label="Day"
          type="date"
          value={day}
          onChange={(value) => {
            setDay(value)
            setAfterAll(false)
          }}
          {...(isAfterAll ? { error: 'There is no message on that day or after it' } : {})}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void go()
          }}
        />
      </Dialog>
    </>
  )
}
