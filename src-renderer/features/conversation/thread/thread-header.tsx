import './thread-header.css'
import { ArrowLeft, Check, PanelRight } from 'lucide-react'
import { useState } from 'react'
import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { IconButton, ToggleIconButton } from '../../../ui/icon-button.tsx'
import { StatusPill } from '../../../ui/status-pill.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import { usePresence } from '../../presence/use-presence.ts'
import { presenceWords } from '../../presence/words.ts'
import { OWNERSHIP_KEYS, PANEL_KEYS, useChatShortcut } from '../chat-shortcuts.ts'
import { DateButton } from './date-button.tsx'
import { TransferButton } from './transfer-button.tsx'
import { useOwnershipActs } from './use-ownership-acts.ts'

/** Where the follower panel stands; `unavailable` where the window is too narrow for it. */
export type PanelState = 'open' | 'closed' | 'unavailable'

interface ThreadHeaderProps {
  header: ConversationHeader
  panel: PanelState
  /** set where the list is folded away */
  onBack: (() => void) | null
  onGoTo: (position: number) => void
}

/** Who this is with, on which channel, who answers; and taking, taking over, finishing. */
export function ThreadHeader({ header, panel, onBack, onGoTo }: ThreadHeaderProps) {
  return (
    <header className="thread-header">
      {onBack && <IconButton icon={ArrowLeft} label="Back to the list" onPress={onBack} />}
      <Avatar name={header.follower.name} id={header.follower.id} />
      <div className="thread-header-who">
        <UserText as="div" text={header.follower.name} isSingleLine className="thread-header-name" />
        <div className="thread-header-where">
          <UserText text={header.channel.name} isSingleLine className="thread-header-channel" />
          <span className="thread-header-presence" role="status" dir="auto">
            {presenceWords(usePresence(header.conversationId), header.follower.name)}
          </span>
        </div>
      </div>
      <StatusPill
        status={header.status}
        {...(header.owner
          ? { agentName: header.owner.isMe ? `${header.owner.name} (you)` : header.owner.name }
          : {})}
      />
      <DateButton header={header} onGoTo={onGoTo} />
      <TransferButton header={header} />
      <OwnershipButton header={header} />
      {panel !== 'unavailable' && <PanelButton isOpen={panel === 'open'} />}
    </header>
  )
}

function PanelButton({ isOpen }: { isOpen: boolean }) {
  const show = (panelOpen: boolean) => void desk.act('settings.save', { panelOpen })
  useChatShortcut(PANEL_KEYS, () => show(!isOpen))
  return (
    <ToggleIconButton
      icon={PanelRight}
      label="Follower panel"
      shortcut={PANEL_KEYS}
      isSelected={isOpen}
      onChange={show}
    />
  )
}

const PENDING = { taking: 'Taking…', finishing: 'Finishing…', transferring: 'Transferring…' } as const

function OwnershipButton({ header }: { header: ConversationHeader }) {
  const acts = useOwnershipActs(header)
  const [isAsking, setAsking] = useState(false)
  const isMine = header.status === 'active' && header.owner?.isMe === true
  const isColleagues = header.status === 'active' && header.owner !== null && !isMine
  useChatShortcut(OWNERSHIP_KEYS, () => {
    if (header.pendingAct) return
    if (isColleagues) setAsking(true)
    else if (isMine) acts.finish()
    else acts.take()
  })
  if (header.pendingAct) {
    return <Button isDisabled>{PENDING[header.pendingAct]}</Button>
  }
  if (isMine) {
    return (
      <Button icon={Check} onPress={acts.finish}>
        Finish
      </Button>
    )
  }
  if (isColleagues && header.owner) {
    return (
      <>
        <Button onPress={() => setAsking(true)}>Take over…</Button>
        <ConfirmDialog
          title={`Take over this chat from ${header.owner.name}?`}
          confirmLabel="Take over"
          isOpen={isAsking}
          onConfirm={() => {
            setAsking(false)
            acts.take()
          }}
          onCancel={() => setAsking(false)}
        >
          <p>{header.owner.name} is answering this follower now. You become the one who answers.</p>
        </ConfirmDialog>
      </>
    )
  }
  return <Button onPress={acts.take}>{header.status === 'finished' ? 'Reopen' : 'Take'}</Button>
}
