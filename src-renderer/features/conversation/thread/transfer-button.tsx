import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { TRANSFER_KEYS, useChatShortcut } from '../chat-shortcuts.ts'
import { TransferDialog } from './transfer-dialog.tsx'

/** Opens the choice of a colleague; only what is one's own or nobody's can be given away. */
export function TransferButton({ header }: { header: ConversationHeader }) {
  const [isOpen, setOpen] = useState(false)
  const mayGo = header.pendingAct === null && (header.status !== 'active' || header.owner?.isMe === true)
  useChatShortcut(TRANSFER_KEYS, () => mayGo && setOpen(true))
  return (
    <>
      <IconButton
        icon={ArrowRightLeft}
        label="Transfer to a colleague"
        shortcut={TRANSFER_KEYS}
        isDisabled={!mayGo}
        onPress={() => setOpen(true)}
      />
      {isOpen && <TransferDialog header={header} onClose={() => setOpen(false)} />}
    </>
  )
}
