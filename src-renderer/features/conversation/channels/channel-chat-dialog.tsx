import { useState } from 'react'
import { channelSetChat } from '#shared/features/conversation/operations.ts'
import type { ChannelView } from '#shared/features/conversation/views.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import { desk } from '../../../bridge/desk.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { useToasts } from '../../../ui/toast.tsx'
import { UserText } from '../../../ui/user-text.tsx'

interface ChannelChatDialogProps {
  role: Role
  channels: readonly ChannelView[]
  isOpen: boolean
  onClose: () => void
}

/** Every channel with its chat, which is off by default; a lead turns it on after the notice. */
export function ChannelChatDialog({ role, channels, isOpen, onClose }: ChannelChatDialogProps) {
  const [asking, setAsking] = useState<ChannelView | null>(null)
  const toasts = useToasts()
  const mayChange = includesRole(role, 'lead')
  const set = async (channel: ChannelView, enabled: boolean) => {
    const base = { version: channel.version }
    const outcome = await desk.submit(channelSetChat, { channelId: channel.id, enabled }, base)
    if (!outcome.ok) toasts.show({ text: outcome.message, tone: 'danger' })
  }
  return (
    <>
      <Dialog
        title="Live chat of your channels"
        isOpen={isOpen && asking === null}
        onClose={onClose}
        actions={
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        }
      >
        {!mayChange && <p>A team lead enables or disables the chat of a channel.</p>}
        <ul className="channel-chats">
          {channels.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              mayChange={mayChange}
              onChange={(enabled) => (enabled ? setAsking(channel) : void set(channel, false))}
            />
          ))}
        </ul>
      </Dialog>
      <ConfirmDialog
        title={`Enable chat for ${asking?.name ?? ''}?`}
        confirmLabel="Enable chat"
        isOpen={asking !== null}
        onConfirm={() => {
          if (asking) void set(asking, true)
          setAsking(null)
        }}
        onCancel={() => setAsking(null)}
      >
        <p>
          Once you enable chat you might start receiving many messages from your followers, especially if you
          have recently sent them a notification about free products, discounts or promotions. Finish
          necessary preparations (e.g. who will be responsible for responding to the end-users) before you
          open chat to your followers.
        </p>
      </ConfirmDialog>
    </>
  )
}

interface ChannelRowProps {
  channel: ChannelView
  mayChange: boolean
  onChange: (enabled: boolean) => void
}

function ChannelRow({ channel, mayChange, onChange }: ChannelRowProps) {
  const enabled = channel.pendingChatEnabled ?? channel.chatEnabled
  const state = enabled ? 'Chat is on' : 'Chat is off'
  return (
    <li className="channel-chat">
      <div className="channel-chat-name">
        <UserText text={channel.name} isSingleLine />
        <span className="channel-chat-state">
          {state}
          {channel.pendingChatEnabled !== null && ', not sent yet'}
          {channel.openConversations > 0 && ` · ${channel.openConversations} open chats`}
        </span>
      </div>
      <Switch
        isSelected={enabled}
        isDisabled={!mayChange}
        onChange={onChange}
        aria-label={`Chat of ${channel.name}`}
      />
    </li>
  )
}
