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
import { useOwnershipActs } from './use-ownership-acts.ts'

/** Where the follower panel stands; `unavailable` where the window is too narrow for it. */
export type PanelState = 'open' | 'closed' | 'unavailable'

interface ThreadHeaderProps {
  header: ConversationHeader
  panel: PanelState
  /** set where the list is folded away */
  onBack: (() => void) | null
}

/** Who this is with, on which channel, who answers; and taking, taking over, finishing. */
export function ThreadHeader({ header, panel, onBack }: ThreadHeaderProps) {
  return (
    <header className="thread-header">
      {onBack && <IconButton icon={ArrowLeft} label="Back to the list" onPress={onBack} />}
      <Avatar name={header.follower.name} id={header.follower.id} />
      <div className="thread-header-who">
        <UserText as="div" text={header.follower.name} isSingleLine className="thread-header-name" />
        <UserText as="div" text={header.channel.name} isSingleLine className="thread-header-channel" />
      </div>
      <StatusPill
        status={header.status}
        {...(header.owner
          ? { agentName: header.owner.isMe ? `${header.owner.name} (you)` : header.owner.name }
          : {})}
      />
      <OwnershipButton header={header} />
      {panel !== 'unavailable' && (
        <ToggleIconButton
          icon={PanelRight}
          label="Follower panel"
          isSelected={panel === 'open'}
          onChange={(panelOpen) => void desk.act('settings.save', { panelOpen })}
        />
      )}
    </header>
  )
}

function OwnershipButton({ header }: { header: ConversationHeader }) {
  const acts = useOwnershipActs(header)
  const [isAsking, setAsking] = useState(false)
  if (header.pendingAct) {
    return <Button isDisabled>{header.pendingAct === 'taking' ? 'Taking…' : 'Finishing…'}</Button>
  }
  if (header.status === 'active' && header.owner?.isMe) {
    return (
      <Button icon={Check} onPress={acts.finish}>
        Finish
      </Button>
    )
  }
  if (header.status === 'active' && header.owner) {
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
