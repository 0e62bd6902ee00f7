import { type KeyboardEvent, useState } from 'react'
import type { UserId } from '#shared/base/ids.ts'
import { NOTE_MAX_CHARS } from '#shared/features/conversation/entities.ts'
import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import { useView } from '../../../bridge/use-view.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts'
import { useOwnershipActs } from './use-ownership-acts.ts'

interface TransferDialogProps {
  header: ConversationHeader
  onClose: () => void
}

/** To whom, and what they should know. Offline it is queued like everything else. */
export function TransferDialog({ header, onClose }: TransferDialogProps) {
  const colleagues = useView('conversation.colleagues', {}, ['session', 'inbox']).data
  const acts = useOwnershipActs(header)
  const [toId, setToId] = useState<UserId | null>(null)
  const [note, setNote] = useState('')
  const to = colleagues?.find(({ userId }) => userId === toId)
  const tooLong = note.length > NOTE_MAX_CHARS
  const transfer = useOneAtATime(async () => {
    if (to && !tooLong && (await acts.transfer(to, note))) onClose()
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void transfer()
  }
  return (
    <Dialog
      title={`Transfer the chat with ${header.follower.name}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" isDisabled={!to || tooLong} onPress={() => void transfer()}>
            Transfer
          </Button>
        </>
      }
    >
      {colleagues?.length === 0 ? (
        <p>There is nobody else who could take it.</p>
      ) : (
        <>
          <Select
            label="To"
            placeholder="Choose a colleague"
            options={(colleagues ?? []).map(({ userId, name }) => ({ id: userId, label: name }))}
            value={toId}
            onChange={setToId}
          />
          <TextArea
            label="Note"
            hint="Only agents see it. Ctrl+Enter transfers."
            {...(tooLong ? { error: `${note.length - NOTE_MAX_CHARS} characters too many` } : {})}
            minRows={3}
            maxRows={8}
            value={note}
            onChange={setNote}
            onTextKeyDown={onKeyDown}
          />
        </>
      )}
    </Dialog>
  )
}
